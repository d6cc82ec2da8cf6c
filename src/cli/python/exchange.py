"""Numbers travel as base64 of little-endian floats."""
import array
import base64


def pack(values, code):
    return base64.b64encode(array.array(code, values).tobytes()).decode()


def unpack(text, code="d"):
    made = array.array(code)
    made.frombytes(base64.b64decode(text))
    return list(made)
