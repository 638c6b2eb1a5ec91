"""MD5 and SHA-256, taken as the standard library's `random` takes its own: `hashlib` loads OpenSSL, 5 ms a start."""

import sys

try:
    from _md5 import md5  # type: ignore[import-not-found]

    if sys.version_info >= (3, 12):
        from _sha2 import sha256
    else:
        from _sha256 import sha256  # type: ignore[import-not-found]
except ImportError:  # a Python built without them
    from hashlib import md5, sha256

__all__ = ["md5", "sha256"]
