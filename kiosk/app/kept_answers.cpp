// kiosk/app/kept_answers.cpp — question numbers to ids and back, and the thread between.
#include "kiosk/app/kept_answers.hpp"

#include <utility>

#include "kiosk/config/engine_settings.hpp"

namespace kiosk::app {

Result<std::unique_ptr<KeptAnswers>> KeptAnswers::open(storage::FileSystem& files,
                                                       const storage::Path& state,
                                                       const config::Config& config,
                                                       RunOnMain run_on_main) {
    storage::Path path = state / storage::kAnswerFileName;
    const auto stored = KIOSK_TRY(storage::read_answers(files, path));
    std::unique_ptr<KeptAnswers> kept(
        new KeptAnswers(files, std::move(path), std::move(run_on_main)));
    for (const auto& question : config.questions) kept->questions_.push_back(question.id);
    for (const auto& answer : stored) {
        if (const auto number = config::question_number(config, answer.question)) {
            kept->stored_.push_back({answer.ticket, {{*number, answer.text}}});
        }
    }
    return kept;
}

// After an error the file is opened anew: where it ends is no longer known.
Result<> KeptAnswers::append(const std::vector<storage::StoredAnswer>& answers) {
    if (!file_) file_ = KIOSK_TRY(storage::AnswerFile::open(files_, path_));
    auto appended = file_->append(answers);
    if (!appended) file_.reset();
    return appended;
}

std::function<void(core::AnswersKept, KeptAnswers::Done)> KeptAnswers::hook() {
    return [this](core::AnswersKept kept, Done done) {
        std::vector<storage::StoredAnswer> answers;
        for (auto& [question, text] : kept.answers) {
            const auto at = static_cast<std::size_t>(question.value - 1);
            answers.push_back({kept.ticket, questions_.at(at), std::move(text)});
        }
        worker_.run([this, answers = std::move(answers), done = std::move(done)]() mutable {
            auto stored = append(answers);
            run_on_main_([done = std::move(done), stored = std::move(stored)]() mutable {
                done(std::move(stored));
            });
        });
    };
}

}  // namespace kiosk::app
