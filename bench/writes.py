"""What writing files takes, and nothing else: PDFs below a folder are written once more below another.

`python -m bench.writes FROM TO` prints the seconds of CPU of opening, writing and closing them, and those of making the
folders that they stand in. Reading them first does not count.
"""

import sys
from pathlib import Path
from time import process_time


def main(source: Path, target: Path) -> None:
    """Write them."""
    files = folders = 0.0
    for path in sorted(source.rglob("*.pdf")):
        data = path.read_bytes()
        copy = target / path.relative_to(source)
        start = process_time()
        copy.parent.mkdir(parents=True, exist_ok=True)
        made = process_time()
        with open(copy, "wb") as file:
            file.write(data)
        folders, files = folders + made - start, files + process_time() - made
    print(files, folders)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
