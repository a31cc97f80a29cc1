"""Runs appassay once for each file, two at a time, and keeps the results between runs."""
import functools
import hashlib
import json
import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

TIMEOUT = 600 # seconds for one app


class ScanError(Exception):
    pass


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def private_folder(path):
    """A folder of this user alone: what another user put there is not taken for a result."""
    os.makedirs(path, mode=0o700, exist_ok=True)
    status = os.stat(path)
    if status.st_uid != os.getuid() or status.st_mode & 0o022:
        raise SystemExit(f"{path}: belongs to, or can be written by, somebody else")
    return path


class Scanner:
    """Results are kept by the hash of the app and the hash of the program; a run that failed is not kept."""

    def __init__(self, program, cache=None, jobs=2):
        self.program = program
        self.key = digest(program)
        own = os.path.join(tempfile.gettempdir(), f"appassay-accuracy-{os.getuid()}")
        self.cache = private_folder(cache or own)
        self.jobs = jobs
        self.ran = 0

    def output(self, *arguments):
        return subprocess.run([self.program, *arguments], capture_output=True, check=True, text=True).stdout

    def version(self):
        return self.output("version", "--lang", "en").splitlines()[0]

    @functools.cached_property
    def checks(self):
        """Ids of the checks of this version."""
        return {line.split()[0] for line in self.output("explain", "--list", "--lang", "en").splitlines() if line}

    def scan(self, path):
        """The result of one app; ScanError when there is none."""
        kept = os.path.join(self.cache, f"{digest(path)}-{self.key}.json")
        if os.path.exists(kept):
            with open(kept, encoding="utf-8") as file:
                return json.load(file)
        command = [self.program, "check", path, "-q", "-j", "1", "-o", "json", "--fail-on", "never",
                   "--allow-incomplete"]
        try:
            run = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired as error:
            raise ScanError(f"not done after {TIMEOUT} s") from error
        if run.returncode:
            raise ScanError(f"exit {run.returncode}: {run.stderr.decode(errors='replace').strip()[-200:]}")
        result = json.loads(run.stdout)
        with tempfile.NamedTemporaryFile("wb", dir=self.cache, delete=False) as file:
            file.write(run.stdout)
        os.replace(file.name, kept)
        self.ran += 1
        return result

    def scan_all(self, paths):
        """{path: result or ScanError}"""
        def one(path):
            try:
                return self.scan(path)
            except ScanError as error:
                return error
        paths = sorted(set(paths))
        with ThreadPoolExecutor(self.jobs) as pool:
            return dict(zip(paths, pool.map(one, paths)))
