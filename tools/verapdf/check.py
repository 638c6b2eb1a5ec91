"""Ask veraPDF, the reference validator, about every kind of print: PDF/UA-1 and PDF/A-2a.

    python -m tools.verapdf.check [fetch]

Fetches veraPDF with Maven once, into the folder that `PRINTKIT_VERAPDF` names or `.verapdf` in the house; `fetch` does
no more. Ends with 1 where a file fails, and with 0 and a line that says so where `java` or `mvn` is missing.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
JARS = Path(os.environ.get("PRINTKIT_VERAPDF") or HERE.parent.parent / ".verapdf")
PROFILES = ("ua1", "2a")
MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
PATIENCE = 300  # seconds


def fetch() -> None:
    """Put the classes into the folder."""
    call = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
    ran = subprocess.run(
        [*call, f"-DoutputDirectory={JARS.resolve()}"], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    if ran.returncode:
        sys.exit(f"veraPDF could not be fetched:\n{ran.stdout}{ran.stderr}")


def failures(folder: Path, profile: str) -> list[str]:
    """The files of a folder that fail a profile, a line each: name, and the rules it breaks."""
    call = ["java", "-cp", str(JARS / "*"), MAIN, "-f", profile, "--format", "text", "-v", str(folder)]
    ran = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False, timeout=PATIENCE)
    told = re.findall(r"^(PASS|FAIL) (.+?)(?: \w+)?$((?:\n\s+FAIL .*)*)", ran.stdout, re.MULTILINE)
    asked = {Path(path).name for _verdict, path, _rules in told}
    missed = sorted({path.name for path in folder.glob("*.pdf")} - asked)
    found = [
        f"{profile}: {Path(path).name}: {' '.join(rules.replace('FAIL', '').split())}"
        for verdict, path, rules in told
        if verdict == "FAIL"
    ]
    return found + [f"{profile}: {name}: not read, {ran.stderr.strip()[-300:]}" for name in missed]


def main() -> int:
    """Fetch, print, ask, tell."""
    missing = [name for name in ("java", "mvn") if not which(name)]
    if missing:
        print(f"veraPDF was NOT asked: {' and '.join(missing)} not installed")
        return 0
    if not JARS.is_dir():
        fetch()
    if sys.argv[1:] == ["fetch"]:
        return 0
    from tests.test_validity import MATRIX, made

    with TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
        for profile in PROFILES:
            (Path(folder) / profile).mkdir()
        for it in MATRIX:
            for profile in it.profiles:
                (Path(folder) / profile / f"{it}.pdf").write_bytes(made(it))
        asked = pool.map(lambda profile: failures(Path(folder) / profile, profile), PROFILES)
        found = [fault for some in asked for fault in some]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"veraPDF: {len(MATRIX)} files, PDF/UA-1 and PDF/A-2a, {len(found) or 'no'} failures")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
