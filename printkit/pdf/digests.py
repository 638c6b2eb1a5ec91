"""MD5 and SHA-256 of what is short.

Taken as the standard library's `random` takes its own: `hashlib` loads OpenSSL, which is quicker from some KB on and
costs every start 2 ms.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import md5, sha256
else:
    try:
        from _md5 import md5

        if sys.version_info >= (3, 12):
            from _sha2 import sha256
        else:
            from _sha256 import sha256
    except ImportError:  # a Python built without them
        from hashlib import md5, sha256

__all__ = ["md5", "sha256"]
