// kiosk/wire/wording_table.cpp — the rows.
#include "kiosk/wire/wording_table.hpp"

#include <array>
#include <cstddef>

namespace kiosk::wire {
namespace {

using core::Reason;

constexpr std::array<WordingRow, core::kReasonCount> kRows{{
    {Reason::ok, "Welcome", "Bienvenue", "{product}", "{product}"},
    {Reason::ok_reentry, "Welcome back", "Bon retour", "Last out {time}", "Dernière sortie {time}"},
    {Reason::ok_exit, "Exit recorded", "Sortie enregistrée", "Inside {stay}", "Présence : {stay}"},
    {Reason::ok_exit_unmatched, "Exit recorded", "Sortie enregistrée", "No entry was seen",
     "Aucune entrée connue"},
    {Reason::misread, "Code not read", "Code illisible", "Scan again", "Rescannez"},
    {Reason::invalid, "Unknown ticket", "Billet inconnu", "→ {desk}", "→ {desk}"},
    {Reason::canceled, "Ticket cancelled", "Billet annulé", "→ {desk}", "→ {desk}"},
    {Reason::blocked, "Ticket blocked", "Billet bloqué", "→ {desk}", "→ {desk}"},
    {Reason::unapproved, "Not approved yet", "Pas encore approuvé", "→ {desk}", "→ {desk}"},
    {Reason::unpaid, "Ticket not paid", "Billet non payé", "→ {desk}", "→ {desk}"},
    {Reason::invalid_time, "Not valid now", "Pas valable maintenant", "Valid {from} to {until}",
     "Valable {from} à {until}"},
    {Reason::product, "Wrong ticket type here", "Type de billet non valable",
     "{product}; go to {desk}", "{product} ; aller à {desk}"},
    {Reason::already_redeemed, "Already scanned", "Déjà scanné", "{time}, {station} → {desk}",
     "{time}, {station} → {desk}"},
    {Reason::already_inside, "Already inside", "Déjà à l’intérieur",
     "Since {time}, {station}, no exit seen; ask the supervisor",
     "Depuis {time}, {station}, sans sortie ; demander au responsable"},
    {Reason::clock_untrusted, "Clock not set", "Horloge non réglée", "Check the date on the ticket",
     "Vérifier la date du billet"},
    {Reason::error, "System error", "Erreur système", "Use the paper list; note {id}",
     "Liste papier ; noter {id}"},
    {Reason::rules, "Rules say no here", "Refusé par les règles", "→ {desk}", "→ {desk}"},
    {Reason::incomplete, "Information needed", "Information requise", "Ask the questions",
     "Poser les questions"},
    {Reason::ambiguous, "Several tickets match", "Plusieurs billets", "Choose one by name",
     "En choisir un par le nom"},
    {Reason::revoked, "Code was replaced", "Code remplacé", "Ask for the newest e-mail",
     "Demander le dernier e-mail"},
    {Reason::not_stored, "Cannot be saved", "Enregistrement impossible",
     "Let out; let in by the paper list only", "Laisser sortir ; entrée par liste papier"},
    {Reason::zone_full, "This area is full", "Zone complète",
     "{zone}: {inside} of {places}; hold the line", "{zone} : {inside} sur {places} ; patientez"},
    {Reason::zone_full_ask, "This area is full", "Zone complète",
     "{zone}: {inside} of {places}; ask the supervisor",
     "{zone} : {inside} sur {places} ; demander au responsable"},
    {Reason::passback, "Already inside", "Déjà à l’intérieur",
     "Since {time}, {station}; call the supervisor",
     "Depuis {time}, {station} ; appeler le responsable"},
    {Reason::route, "Not scanned in today yet", "Pas encore scanné à l’entrée",
     "Scan in first: {zone}", "Scanner d’abord à l’entrée : {zone}"},
    {Reason::wrong_zone, "Not with this ticket", "Pas avec ce billet",
     "{product} leads to {leads_to}; → {desk}", "{product} mène à : {leads_to} ; → {desk}"},
    {Reason::wrong_day, "Not today with this ticket", "Pas aujourd’hui avec ce billet",
     "Valid on {days}", "Valable {days}"},
    {Reason::not_open, "Not open now", "Fermé pour le moment", "Opens {at_from}",
     "Ouvre {at_from}"},
    {Reason::denylisted, "Please wait", "Veuillez patienter", "Please see the supervisor",
     "Adressez-vous au responsable"},
    {Reason::second_person, "Second supervisor needed", "Second responsable requis",
     "Call another supervisor", "Appeler un autre responsable"},
    {Reason::ok_override, "Let in by the supervisor", "Admis par le responsable", "{product}",
     "{product}"},
    {Reason::bad_signature, "Code is not genuine", "Code non authentique",
     "Keep the ticket → {desk}", "Garder le billet → {desk}"},
    {Reason::wrong_event, "Ticket for another event", "Autre événement", "→ {desk}", "→ {desk}"},
    {Reason::old_badge, "Older copy of this badge", "Ancien exemplaire du badge",
     "Newer one seen {time}, {station}; keep this one → {desk}",
     "Plus récent vu {time}, {station} ; garder celui-ci → {desk}"},
    {Reason::rotating_code, "Needs its changing code", "Code changeant requis",
     "Cannot be read here → {desk}", "Illisible ici → {desk}"},
}};

constexpr bool rows_stand_at_their_number() {
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (static_cast<std::size_t>(kRows.at(i).reason) != i) return false;
    }
    return true;
}
static_assert(rows_stand_at_their_number());

}  // namespace

const WordingRow& wording_row(Reason reason) {
    return kRows.at(static_cast<std::size_t>(reason));
}

}  // namespace kiosk::wire
