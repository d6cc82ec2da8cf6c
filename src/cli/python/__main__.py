"""The Python side of `nonlin verify`: one request on standard input, one answer on standard output, both JSON."""
import json
import sys

request = json.load(sys.stdin)
# each imports what it needs: PyTorch or mpmath may not be installed
if request["mode"] == "torch":
    from torch_values import answer
else:
    from truth import answer
json.dump(answer(request), sys.stdout, allow_nan=False)
