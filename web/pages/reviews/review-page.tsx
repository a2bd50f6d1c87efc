import { paths } from "../../paths.ts"
import { FormProblems } from "../../ui/form.tsx"
import { freshForm } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { CandidateAnswers, CandidateFigures, CandidateFiles } from "./candidate-parts.tsx"
import { type ReviewView, reviewFieldId } from "./review-view.ts"
import { ScoreSheet } from "./score-sheet.tsx"

/** What a judge sees of one candidate, and the sheet that it fills. */
export function ReviewPage({ actor, view }: { actor: SignedIn; view: ReviewView }) {
  const text = useText()
  const { page } = text.reviews
  const title = view.identity?.name ?? page.candidate(view.code)
  return (
    <Page
      title={`${title} · ${view.programme.title}`}
      current="desk"
      actor={actor}
      scripts={[`autosave.${text.language}.js`]}
    >
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: page.backToList, href: paths.judge(view.judgeId) },
          { label: title },
        ]}
        title={title}
      >
        <p class="lead">
          {view.programme.title} · {page.category(view.category.code, view.category.title)}
        </p>
        {view.blind && <p class="hint">{page.blindNote}</p>}
      </PageHead>
      {view.notice && (
        <Notice kind={view.notice.kind} title={view.notice.title} live>
          {view.notice.lines.map((line) => (
            <p>{line}</p>
          ))}
        </Notice>
      )}
      <FormProblems ids={reviewFieldId} state={{ ...freshForm(view.formKey), faults: view.faults }} />
      <div class="review-split">
        <div class="review-split__candidate">
          <CandidateFigures view={view} />
          <CandidateAnswers view={view} />
          <CandidateFiles view={view} />
        </div>
        <ScoreSheet view={view} />
      </div>
    </Page>
  )
}
