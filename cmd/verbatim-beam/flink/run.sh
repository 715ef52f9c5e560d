#!/usr/bin/env bash
# The pipeline on a real Flink cluster, all on this machine and on loopback: one job
# manager, two task managers, one pool of Go workers.
#
#   run.sh [-n ARTICLES] [-w FOLDER] [-i 'SHARDS'] [--no-kill]
#
# Runs the pipeline once undisturbed, once more with one task manager killed in the
# middle, and checks that both give the bytes of a run on one machine.
# Needs Go, a JDK (17) and mvn. FOLDER keeps jars, logs and results.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
articles=10000 work='' input='' kill=yes
while [ $# -gt 0 ]; do
	case $1 in
	-n) articles=$2; shift 2 ;;
	-w) work=$2; shift 2 ;;
	-i) input=$2; shift 2 ;;
	--no-kill) kill=no; shift ;;
	*) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2 ;;
	esac
done
work=${work:-$(mktemp -d)}
mkdir -p "$work"/{conf,log,tmp,classes,bin}
work=$(cd "$work" && pwd)
rm -rf "$work/tmp"/* "$work/bin"
mkdir "$work/bin"

pids=()
stop() { [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; }
trap stop EXIT

say() { printf '%s %s\n' "$(date +%H:%M:%S)" "$*"; }

say "jars from Maven"
[ -d "$work/lib" ] || mvn -B -q -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib"
javac -cp "$work/lib/*" -d "$work/classes" "$here/Submit.java"
say "$(ls "$work/lib" | wc -l) jars; programs"
(cd "$here/.." && go build -mod=mod -o "$work/bin/verbatim-beam" .)
if [ -z "$input" ]; then
	[ -d "$work/corpus" ] || "$work/bin/verbatim-beam" --generate "$articles" --output "$work/corpus"
	input="$work/corpus/*.jsonl"
fi

cat >"$work/conf/flink-conf.yaml" <<EOF
jobmanager.rpc.address: 127.0.0.1
jobmanager.bind-host: 127.0.0.1
jobmanager.rpc.port: 6123
rest.address: 127.0.0.1
rest.bind-address: 127.0.0.1
rest.port: 8081
blob.server.port: 6124
taskmanager.host: 127.0.0.1
taskmanager.bind-host: 127.0.0.1
taskmanager.numberOfTaskSlots: 2
taskmanager.load-balance.mode: SLOTS
taskmanager.cpu.cores: 2
taskmanager.memory.framework.heap.size: 128m
taskmanager.memory.framework.off-heap.size: 128m
taskmanager.memory.task.heap.size: 768m
taskmanager.memory.task.off-heap.size: 128m
taskmanager.memory.network.min: 128m
taskmanager.memory.network.max: 128m
taskmanager.memory.managed.size: 512m
taskmanager.memory.jvm-metaspace.size: 256m
taskmanager.memory.jvm-overhead.min: 192m
taskmanager.memory.jvm-overhead.max: 192m
heartbeat.interval: 2000
heartbeat.timeout: 30000
restart-strategy.type: fixed-delay
restart-strategy.fixed-delay.attempts: 60
restart-strategy.fixed-delay.delay: 3 s
io.tmp.dirs: $work/tmp
EOF

open=()
for p in java.base/java.lang java.base/java.net java.base/java.io java.base/java.nio java.base/sun.nio.ch java.base/java.lang.reflect java.base/java.text java.base/java.time java.base/java.util java.base/java.util.concurrent java.base/java.util.concurrent.atomic java.base/java.util.concurrent.locks; do
	open+=("--add-opens=$p=ALL-UNNAMED")
done
flink() { # name, memory, class, arguments
	local name=$1 memory=$2
	shift 2
	java "-Xmx$memory" "${open[@]}" -Dorg.slf4j.simpleLogger.showDateTime=true -Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss \
		-cp "$work/classes:$work/lib/*" "$@" >"$work/log/$name.log" 2>&1 &
	last=$!
	pids+=("$last")
}
rest() { curl -fsS --max-time 5 "http://127.0.0.1:8081/$1"; }
field() { python3 -c "import json,sys; r=json.load(sys.stdin); print($1)"; }
peak() { awk '/VmHWM/ {printf "%d MB", $2/1024}' "/proc/$1/status" 2>/dev/null || true; }

say "cluster"
export FLINK_CONF_DIR=$work/conf
flink jobmanager 768m org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint --configDir "$work/conf"
"$work/bin/verbatim-beam" --worker-pool 127.0.0.1:50000 >"$work/log/pool.log" 2>&1 &
pool=$!
pids+=("$pool")
managers() { rest taskmanagers | field 'len(r["taskmanagers"])'; }
start_manager() {
	flink "taskmanager-$1" 1024m org.apache.flink.runtime.taskexecutor.TaskManagerRunner --configDir "$work/conf"
	eval "manager_$1=$last"
}
start_manager 1
start_manager 2
for _ in $(seq 120); do
	[ "$(managers 2>/dev/null || true)" = 2 ] && break
	sleep 1
done
[ "$(managers)" = 2 ] || { say "no two task managers after two minutes, see $work/log"; exit 1; }

run() { # name
	rm -rf "$work/out-$1" "$work/store-$1"
	"$work/bin/verbatim-beam" --input "$input" --output "$work/out-$1" --store "$work/store-$1" --shards 8 \
		--environment_type EXTERNAL --environment_config 127.0.0.1:50000 --pipeline-file "$work/$1.pb" 2>"$work/log/build-$1.log"
	flink "submit-$1" 512m Submit "$work/$1.pb" --flinkMaster=127.0.0.1:8081 --parallelism=2 "--jobName=verbatim-$1" --executionModeForBatch=BATCH
	submit=$last
	most "$1" &
	watch=$!
}
most() { # writes the most megabytes that the managers had on disk
	local m=0 n
	while sleep 2; do
		n=$(du -sm "$work/tmp" 2>/dev/null | cut -f1)
		[ "${n:-0}" -le "$m" ] || m=$n
		echo "$m" >"$work/log/disk-$1"
	done
}
job() { rest jobs/overview | field 'max((j for j in r["jobs"]), key=lambda j: j["start-time"])["jid"]'; }
finish() { # name
	local state=0
	wait "$submit" || state=$?
	kill "$watch"
	local id
	id=$(job)
	rest "jobs/$id" >"$work/log/job-$1.json"
	[ $state = 0 ] || { say "the job failed, see $work/log/submit-$1.log"; exit 1; }
	python3 - "$work/log/job-$1.json" "$1" <<'EOF'
import json, sys
r = json.load(open(sys.argv[1]))
sent = sum(v["metrics"]["write-bytes"] for v in r["vertices"])
records = sum(v["metrics"]["write-records"] for v in r["vertices"])
print(f'{sys.argv[2]}: {r["state"]}, {r["duration"]/1000:.0f} s, {len(r["vertices"])} vertices, {sent/1e6:.1f} MB in {records} records between them')
EOF
	say "$(grep -c "($id) switched from state RUNNING to RESTARTING" "$work/log/jobmanager.log" || true) restarts"
	say "store $(du -sm "$work/store-$1" | cut -f1) MB, disk of the managers at most $(cat "$work/log/disk-$1") MB; memory: the largest of $(pgrep -c -P "$pool") Go workers $(for p in $(pgrep -P "$pool"); do peak "$p"; echo; done | sort -n | tail -1), task manager $(peak "$manager_2")"
	for kind in families findings problems; do
		cat "$work/out-$1"/$kind-*.jsonl 2>/dev/null | LC_ALL=C sort >"$work/$kind-$1.jsonl" || true
		say "$(wc -l <"$work/$kind-$1.jsonl") $kind"
	done
}

say "undisturbed run"
run whole
finish whole
# shellcheck disable=SC2086
"$work/bin/verbatim-beam" --local --input "$input" --output "$work/out-local" 2>"$work/log/local.log"
for kind in families findings; do
	cat "$work/out-local"/$kind-*.jsonl | LC_ALL=C sort | cmp - "$work/$kind-whole.jsonl"
done
say "the same bytes as on one machine"
[ $kill = yes ] || exit 0

say "run with a task manager killed when a third of its vertices are done"
before=$(job)
run killed
for _ in $(seq 6000); do
	id=$(job)
	[ "$id" = "$before" ] || [ "$(rest "jobs/$id" | field '3*sum(v["status"]=="FINISHED" for v in r["vertices"]) >= len(r["vertices"])')" != True ] || break
	sleep 0.3
done
rest "jobs/$id" | field '"at the kill: " + r["state"] + ", " + str(sum(v["status"]=="FINISHED" for v in r["vertices"])) + " of " + str(len(r["vertices"])) + " vertices done"'
kill -9 "$manager_1"
say "task manager 1 is killed"
finish killed
for kind in families findings; do
	cmp "$work/$kind-whole.jsonl" "$work/$kind-killed.jsonl"
done
say "the same bytes with and without the kill"
