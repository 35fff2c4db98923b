// kiosk/cli/checkpoint.cpp — kioskctl checkpoint: the newest signed head, to keep elsewhere.
#include "kiosk/storage/checkpoint.hpp"

#include <boost/json/object.hpp>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/cli/evidence.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/storage/checkpoint_file.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

struct Newest {
    storage::SignedCheckpoint checkpoint;
    std::string note;  // as it stands in the file
    std::string key;
};

Result<Newest> newest_checkpoint(const std::filesystem::path& state) {
    storage::FileSystem files;
    const auto key = KIOSK_TRY(station_key(files, state));
    const auto text = KIOSK_TRY(storage::read_checkpoint_file(files, {state}));
    auto list = storage::read_checkpoints(text);
    if (list.checkpoints.empty()) {
        return fail(Errc::not_found,
                    "no checkpoint yet: the station signs one within a minute of"
                    " its first record");
    }
    const auto& newest = list.checkpoints.back();
    const auto begin = text.rfind(newest.note.text);
    const auto end = text.find("\n\n", text.find("\n\n", begin) + 2);
    return Newest{newest, text.substr(begin, end == std::string::npos ? end : end + 1 - begin),
                  to_text(key)};
}

}  // namespace

ExitCode run(const CheckpointOptions& /*options*/, const Session& session) {
    const auto newest = newest_checkpoint(state_of(session.global));
    if (!newest) {
        return session.fail(failure_of(newest.error()));
    }
    const auto& head = newest->checkpoint.checkpoint.head;
    json::object document;
    document["seq"] = head.seq;
    document["chain"] = to_hex(head.chain);
    document["note"] = newest->note;
    document["key"] = newest->key;
    if (!session.prints_json(document)) {
        session.terminal.out << newest->note;
        session.terminal.say("The station's key, to be kept once: " + newest->key);
    }
    return ExitCode::done;
}

}  // namespace kiosk::cli
