# tests/faults/kill_points.py — the named moments of the acknowledge path to be killed at.
from fault_control import ON_DISK, Fault

# name: what happens, at which call, of which file
KILL_POINTS = {
    # the journal
    "before_append": ("kill_before", "write", ["journal"]),
    "within_append": ("kill_within", "write", ["journal"]),
    "after_append": ("kill_after", "write", ["journal"]),
    "before_sync": ("kill_before", "sync", ["journal"]),
    "after_sync": ("kill_after", "sync", ["journal"]),
    # the database: a commit is a row of writes to the log and one sync
    "before_commit": ("kill_before", "write", ["log"]),
    "within_commit": ("kill_within", "write", ["log"]),
    "before_commit_sync": ("kill_before", "sync", ["log"]),
    "after_commit": ("kill_after", "sync", ["log"]),
    # the answer
    "before_ack": ("kill_before", "answer", ["outside"]),
    "after_ack": ("kill_after", "answer", ["outside"]),
    # upkeep, opening and mending
    "before_checkpoint": ("kill_before", "write", ["database"]),
    "within_checkpoint": ("kill_within", "write", ["database"]),
    "after_checkpoint": ("kill_after", "sync", ["database"]),
    "after_truncate": ("kill_after", "truncate", ON_DISK),
    "within_spare": ("kill_within", "write", ["spare"]),
    "before_rename": ("kill_before", "rename", ON_DISK),
    "after_rename": ("kill_after", "rename", ON_DISK),
    "before_names_sync": ("kill_before", "sync", ["directory"]),
    "after_unlink": ("kill_after", "unlink", ON_DISK),
    "after_open": ("kill_after", "open", ON_DISK),
    "after_make_directory": ("kill_after", "make_directory", ON_DISK),
}
# Those that a state directory meets hardly anywhere but at its first opening.
EARLY = ["within_spare", "before_rename", "after_rename", "before_names_sync", "after_unlink",
         "after_open", "after_make_directory"]
# How late the fatal call may come; where none is named, ON_THE_WAY.
LATEST = {"after_make_directory": 3, "before_rename": 4, "after_rename": 4, "within_spare": 2,
          "after_unlink": 5, "after_truncate": 4, "after_checkpoint": 8, "before_names_sync": 8,
          "after_open": 20, "before_checkpoint": 30, "within_checkpoint": 30,
          "before_commit": 150, "within_commit": 150}
ON_THE_WAY = 25
RANDOM_DECADES = 3.5  # the last call that is fatal by chance: some 3,000


def kill_at(name, dice):
    """The fault of this name, at a call the dice choose; "random": at any call at all."""
    if name == "random":
        calls = ["open", "read", "write", "sync", "truncate", "rename", "unlink", "answer"]
        # Early and late alike: opening a history takes hundreds of calls, what follows thousands.
        after = round(10 ** dice.uniform(0, RANDOM_DECADES))
        return Fault("kill_before", calls, ON_DISK + ["outside"], after, 1)
    action, call, files = KILL_POINTS[name]
    return Fault(action, [call], files, dice.randint(1, LATEST.get(name, ON_THE_WAY)), 1)
