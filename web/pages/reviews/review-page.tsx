import { paths } from "../../paths.ts"
import { anyFault } from "../../text/any-fault.ts"
import { FaultList } from "../../ui/fault-list.tsx"
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
  const faults = view.faults.map((fault) => ({
    fieldId: reviewFieldId(fault),
    sentence: anyFault(text, fault),
  }))
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
      <FaultList faults={faults} />
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
