#!/usr/bin/python3
"""Runs a command and prints: seconds by the clock, seconds of its own processor time, peak KiB."""
import os
import subprocess
import sys
import time

began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(process.pid, 0)
print(f"{time.perf_counter() - began:.4f} {usage.ru_utime + usage.ru_stime:.4f} {usage.ru_maxrss}")
sys.exit(os.waitstatus_to_exitcode(status))
