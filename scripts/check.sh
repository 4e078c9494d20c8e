#!/usr/bin/env bash
# Every check that needs no database, each named; fails at the end if one failed, so one run shows all.
set -uo pipefail
BIN=.venv/bin
failed=0
run() { local name=$1; shift; if "$@" >/tmp/thidua-check.$$ 2>&1; then echo "ok    $name"; else echo "FAIL  $name"; cat /tmp/thidua-check.$$; failed=1; fi; rm -f /tmp/thidua-check.$$; }
run "ruff format" $BIN/ruff format --check src tests benchmarks
run "ruff check"  $BIN/ruff check src tests benchmarks
run "mypy strict" $BIN/mypy
run "imports"     $BIN/lint-imports
run "dependencies" $BIN/deptry src
run "templates"   bash -c "git ls-files -co --exclude-standard 'src/**/*.html' | xargs -r $BIN/djade --target-version 5.2 --check"
exit $failed
