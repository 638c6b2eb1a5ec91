"""printkit: guides in YAML become printed public information that is proven before it is printed."""

__version__ = "0.2.0"
