"""`python -m printkit`, for when the script is not on the path."""

from printkit.cli import run

if __name__ == "__main__":
    run()
