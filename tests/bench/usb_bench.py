# tests/bench/usb_bench.py — USB scanners at the daemon: plug to ready, report to verdict.
#
# Usage: usb_bench.py --programs DIR --fake-scanner FILE [--codes N]
# PROGRAMS holds kioskd. The devices are umockdev's, so its own time is in every figure, and the
# kernel's and the cable's are not. Reference: the same codes over a pseudo-terminal, same run.
# Budget: plug to ready 2 s; last report to verdict p99 30 ms, durable. What an idle scanner costs
# ./dev lab shows: umockdev's device files are always ready, so libusb asks them all the time.
import argparse
import os
import sys
import time
from pathlib import Path

from figures import Cleanups, quantile, resident

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "integration"))

PLUGS = 5
IDS = {"pos": "1209:0001", "com": "1209:0003", "keyboard": "1209:0002"}


def print_times(name, seconds):
    print(f"{name:34} p50 {quantile(seconds, 0.5) * 1e3:7.2f} ms"
          f"  p99 {quantile(seconds, 0.99) * 1e3:7.2f} ms  of {len(seconds)}", flush=True)


def verdict_times(stream, send, codes, before=lambda code: None):
    """From the last report of a code to the verdict on a screen's stream."""
    times = []
    for code in codes:
        count = len(stream.results())
        before(code)
        begin = time.perf_counter()
        send(code)
        results = stream.wait_for_results(count + 1)
        times.append(time.perf_counter() - begin)
        if results[-1]["verdict"] != "go":
            raise SystemExit(f"a guest was not let in: {results[-1]['reason']}")
    return times


def type_all_but_enter(bus, code):
    """A report a key. What comes within 150 ms of an Enter counts as one text with it."""
    time.sleep(0.2)
    bus.part("a", code)


def measure(kind, count, modules):
    station_module, UsbBus = modules
    cleanups = Cleanups()
    try:
        rows = [station_module.guest(number) for number in range(count)]
        codes = [row["code"] for row in rows]
        bus = UsbBus(cleanups)
        station = station_module.Station(cleanups, rows)
        with station.config.open("a") as config:
            config.write('[[scanner]]\nid = "usb-1"\nstation = "desk-1"\n'
                         f'match = {{ subsystem = "usb", id = "{IDS[kind]}" }}\n'
                         'codes_per_second = 1000\n')
        station.start(environment=bus.environment)
        stream = station.stream("scan,device")
        plugs = []
        for _ in range(PLUGS):
            place = stream.mark()
            begin = time.perf_counter()
            bus.plug("a", kind)
            stream.wait_for(lambda name, data: name == "device.state" and
                            data["state"] == "ready", place)
            plugs.append(time.perf_counter() - begin)
            place = stream.mark()
            bus.unplug("a")
            stream.wait_for(lambda name, data: name == "device.state" and
                            data["state"] == "absent", place)
        print_times(f"{kind}: plug to ready", plugs)
        place = stream.mark()
        bus.plug("a", kind)
        stream.wait_for(lambda name, data: name == "device.state" and
                        data["state"] == "ready", place)
        if kind == "keyboard":
            times = verdict_times(stream, lambda code: bus.code("a", ""), codes,
                                  before=lambda code: type_all_but_enter(bus, code))
        else:
            times = verdict_times(stream, lambda code: bus.code("a", code), codes)
        print_times(f"{kind}: last report to verdict", times)
        print(f"{kind}: resident memory of the station {resident(station.process.pid):.0f} MB")
    finally:
        cleanups.close()


def measure_serial(count, modules):
    station_module, _ = modules
    from pty_scanner import PtyScanner
    cleanups = Cleanups()
    try:
        rows = [station_module.guest(number) for number in range(count)]
        station = station_module.Station(cleanups, rows, scanner=True)
        scanner = PtyScanner(station.scanner)
        cleanups.addCleanup(scanner.unplug)
        scanner.plug_in()
        station.start()
        station.wait_for_log("Scanner ready")
        stream = station.stream("scan")
        print_times("reference, serial: to verdict",
                    verdict_times(stream, scanner.send_code, [row["code"] for row in rows]))
    finally:
        cleanups.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True)
    parser.add_argument("--fake-scanner", required=True)
    parser.add_argument("--codes", type=int, default=500)
    options = parser.parse_args()
    os.environ["KIOSK_PROGRAMS"] = options.programs
    os.environ["KIOSK_FAKE_SCANNER"] = options.fake_scanner
    os.environ.setdefault("KIOSK_TEST_DATA", str(Path(__file__).resolve().parent.parent / "data"))
    import station
    from usb_bus import UsbBus
    modules = (station, UsbBus)
    measure_serial(options.codes, modules)
    for kind in IDS:
        measure(kind, options.codes, modules)


if __name__ == "__main__":
    main()
