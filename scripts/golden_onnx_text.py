"""Writes test/golden/onnx-text.json: models of `nonlin export` as the onnx package prints them.

    pip install onnx==1.23.1    # in an environment of its own
    python scripts/golden_onnx_text.py
"""

import json
import pathlib
import subprocess
import tempfile

import onnx
from onnx import parser, printer

root = pathlib.Path(__file__).parent.parent
# an operator, one with attributes, functions with and without parameters, one that needs inputs, selections and infinities
asked = {
    "relu": [],
    "hardtanh": [],
    "leakyRelu": [],
    "threshold": [],
    "serf": [],
    "celu": ["--primitives"],
    "geluTanh": ["--primitives", "--opset", "18"],
}


def printed(name, options):
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/model.onnx"
        command = ["npx", "tsx", "src/cli/main.ts", "export", name, "--to", "onnx", *options, "-o", path]
        subprocess.run(command, cwd=root, check=True, capture_output=True)
        model = onnx.load(path)
    for field in ["doc_string", "producer_version", "metadata_props"]:
        model.ClearField(field)
    text = printer.to_text(model)
    parser.parse_model(text)
    return {"name": name, "options": options, "text": text}


golden = {"onnx": onnx.__version__, "models": [printed(name, options) for name, options in asked.items()]}
(root / "test/golden/onnx-text.json").write_text(json.dumps(golden, indent=1) + "\n")
