// kiosk/cli/examples.hpp — two examples per verb: help shows them before anything else.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace kiosk::cli {

struct Examples {
    std::string_view verb;
    std::string_view first;
    std::string_view second;
};

inline constexpr std::array<Examples, 31> kExamples{{
    {"status", "kioskctl status", "kioskctl status --json | jq .list.tickets"},
    {"counts", "kioskctl counts", "kioskctl counts --json | jq .arrived"},
    {"recount", "kioskctl recount", "kioskctl recount --state ./state --json | jq .differences"},
    {"import", "kioskctl import attendees.csv --dry-run",
     "kioskctl import orders.csv --map code=\"Ticket ID\" --keep-good"},
    {"decode", "kioskctl decode photos/ | jq -r '.codes[].text'",
     "kioskctl decode --compare --expected photos/manifest.tsv photos/ > lines.jsonl"},
    {"decide", "kioskctl decide --cases decisions.jsonl",
     "kioskctl decide --cases cases.jsonl --fixtures fixtures | grep '\"match\":false'"},
    {"scan", "kioskctl scan 7f3kq9x2 --station desk-1", "kioskctl scan - --dry-run < codes.txt"},
    {"search", "kioskctl search \"ama owusu\"", "kioskctl search K7M9P --limit 5"},
    {"checkins", "kioskctl checkins -f", "kioskctl checkins --verdict stop --limit 20"},
    {"export", "kioskctl export checkins -o checkins.csv",
     "kioskctl export attendees -f json | jq '.items | length'"},
    {"verify", "kioskctl verify",
     "kioskctl verify --witness phone.txt --key \"$(cat station-key.txt)\""},
    {"checkpoint", "kioskctl checkpoint", "kioskctl checkpoint > /media/usb/checkpoint.txt"},
    {"backup", "kioskctl backup", "kioskctl backup --to /media/usb/kiosk"},
    {"restore", "kioskctl restore /var/lib/kioskd/backups/backup-1f0c93aa-000012",
     "kioskctl restore /media/usb/kiosk/backup-1f0c93aa-000012 --state /var/lib/kioskd --yes"},
    {"shop", "kioskctl shop status", "kioskctl shop enrol https://pretix.eu - < token.txt"},
    {"replay", "kioskctl replay", "kioskctl replay --config ./kioskd.toml --state ./state"},
    {"explain", "kioskctl explain 0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7",
     "kioskctl explain \"$ID\" --json | jq .checks"},
    {"muster", "kioskctl muster", "kioskctl muster --zone auditorium --csv > muster.csv"},
    {"emergency", "kioskctl emergency begin --operator abena --note \"smoke in hall B\"",
     "kioskctl emergency end --operator abena --note \"fire brigade has left\""},
    {"forgive",
     "kioskctl forgive csv:1f0c93aa00000012 --operator abena --note \"left by the fence\"",
     "kioskctl forgive 7f3kq9x2 --zone venue --operator abena --note \"reader was broken\""},
    {"override",
     "kioskctl override 0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7 --operator abena --reason VIP",
     "kioskctl override \"$ID\" --operator abena --second kofi --reason \"badge forgotten\""},
    {"undo", "kioskctl undo last --station desk-1 --reason wrong_person --operator abena",
     "kioskctl undo 48213 --reason other --note \"changed her mind\" --operator abena"},
    {"walkin", "kioskctl walkin --name \"Efua Sarpong\" --product \"Day ticket\" --operator esi",
     "kioskctl walkin --name Efua --product \"Day ticket\" --operator esi --check-in desk-1"},
    {"alerts", "kioskctl alerts", "kioskctl alerts -f"},
    {"people", "kioskctl people add \"Abena Owusu\" --role lead", "kioskctl people list"},
    {"tokens", "kioskctl tokens add \"North gate tablet\" --role station --station gate-in",
     "kioskctl tokens remove \"North gate tablet\""},
    {"doctor", "kioskctl doctor", "kioskctl doctor --config ./kioskd.toml --state ./state"},
    {"i18n", "kioskctl i18n check", "kioskctl i18n check --pack yo.json --json | jq .packs"},
    {"devices", "kioskctl devices",
     "kioskctl devices pair --id gate-1-usb --station gate-1 > /etc/kioskd/conf.d/gate-1-usb.toml"},
    {"token", "kioskctl token verify --keys keys.toml \"$CODE\"",
     "kioskctl token verify --keys keys.toml - < codes.txt | jq -r .reason"},
    {"badge", "kioskctl badge keygen --id badges --number 7 --event 66 --out badge.key",
     "kioskctl badge issue --key badge.key --keys keys.toml --csv holders.csv -o badges.csv"},
}};

// Null for a verb without any.
[[nodiscard]] inline const Examples* examples_of(std::string_view verb) {
    const auto* const found = std::ranges::find(kExamples, verb, &Examples::verb);
    return found == kExamples.end() ? nullptr : found;
}

}  // namespace kiosk::cli
