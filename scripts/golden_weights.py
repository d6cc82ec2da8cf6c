"""Weight files by NumPy, and safetensors written after the format's own words: writes test/golden/weights.json.

Run: /usr/bin/python3 scripts/golden_weights.py
"""
import base64
import io
import json
import struct
import numpy as np

rng = np.random.default_rng(42)
normal = rng.standard_normal((2, 3, 4))
odd = np.array([0.0, -0.0, np.inf, -np.inf, 1.0, -2.5])


def integers(dtype):
    limits = np.iinfo(dtype)
    # numbers hold whole numbers to 2^53
    return np.array([max(limits.min, -2**53 + 1), 0, 1, min(limits.max, 2**53 - 1)]).astype(dtype)


arrays = {
    "0.weight": normal.astype("<f4"),
    "big endian": normal.astype(">f4"),
    "fortran": np.asfortranarray(normal),
    "fortran, big endian": np.asfortranarray(normal.astype(">f8")),
    "half": np.concatenate([odd, [65504, 6e-8, 6.1e-5, 0.1]]).astype("<f2"),
    "half, big endian": normal.astype(">f2"),
    "many halves": np.arange(0, 65536, 97).astype("<u2").view("<f2"),
    "number": np.array(3.25),
    "nothing": np.zeros((0, 3), "<f4"),
    "bool": np.array([[True, False]]),
    "zeros": np.zeros(300),
    "subnormal": np.array([1, 0x7FFFFF, 0x80000001], "<u4").view("<f4"),
    **{name: integers(name) for name in ("i1", "u1", "<i2", ">i2", "<u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8")},
}

letters = {"f8": "F64", "f4": "F32", "f2": "F16", "i8": "I64", "i4": "I32", "i2": "I16", "i1": "I8",
           "u8": "U64", "u4": "U32", "u2": "U16", "u1": "U8", "b1": "BOOL"}


def safetensors(given, metadata):
    """The README of github.com/huggingface/safetensors: N, header, byte buffer."""
    header, data = {"__metadata__": metadata}, b""
    for name, array in given.items():
        dtype, raw = array if isinstance(array, tuple) else (letters[array.dtype.str[1:]], array)
        begin = len(data)
        data += np.ascontiguousarray(raw.astype(raw.dtype.newbyteorder("<"))).tobytes()
        header[name] = {"dtype": dtype, "shape": list(raw.shape), "data_offsets": [begin, len(data)]}
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def npz(save, given):
    out = io.BytesIO()
    save(out, **given)
    return out.getvalue()


def npy_of(version, array):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version=version)
    return out.getvalue()


def zipped(files):
    import zipfile
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def expected(array):
    """Values as float64, which holds every one of them."""
    values = np.ascontiguousarray(array).astype("<f8")
    return {"shape": list(array.shape), "values": base64.b64encode(values.tobytes()).decode()}


# bfloat16 is the upper half of a float32
brain = (normal.astype("<f4").view("<u4") & 0xFFFF0000).view("<f4")
brains = (brain.view("<u4") >> 16).astype("<u2")

files = {
    "np.savez": ("npz", npz(np.savez, arrays), arrays),
    "np.savez_compressed": ("npz", npz(np.savez_compressed, arrays), arrays),
    "versions": ("npz", zipped({f"v{v}.npy": npy_of((v, 0), normal) for v in (1, 2, 3)}), {f"v{v}": normal for v in (1, 2, 3)}),
    "safetensors": ("safetensors", safetensors({**arrays, "brain": ("BF16", brains)}, {"format": "pt"}), {**arrays, "brain": brain}),
}
with np.errstate(invalid="ignore"):
    table = [
        {"name": name, "format": kind, "bytes": base64.b64encode(data).decode(), "tensors": {k: expected(v) for k, v in given.items()}}
        for name, (kind, data, given) in files.items()
    ]
with open("test/golden/weights.json", "w") as out:
    json.dump({"numpy": np.__version__, "files": table}, out, indent=1)
    out.write("\n")
