import { paths } from "../../paths.ts"
import { anyFault } from "../../text/any-fault.ts"
import type { Text } from "../../text/text.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { CandidateAnswers, CandidateFigures, CandidateFiles } from "./candidate-parts.tsx"
import { type ReviewView, reviewFieldId } from "./review-view.ts"
import { ScoreSheet } from "./score-sheet.tsx"

/** What a judge sees of one candidate, and the sheet that it fills. */
export function ReviewPage({ text, actor, view }: { text: Text; actor: SignedIn; view: ReviewView }) {
  const { page } = text.reviews
  const title = view.identity?.name ?? page.candidate(view.code)
  const faults = view.faults.map((fault) => ({
    fieldId: reviewFieldId(fault),
    sentence: anyFault(text, fault),
  }))
  return (
    <Page
      text={text}
      title={`${title} · ${view.programme.title}`}
      current="desk"
      actor={actor}
      scripts={[`autosave.${text.language}.js`]}
    >
      <header class="page-head">
        <Breadcrumb
          text={text}
          steps={[
            { label: text.site.nav.desk, href: paths.desk() },
            { label: page.backToList, href: paths.judge(view.judgeId) },
            { label: title },
          ]}
        />
        <h1>{title}</h1>
        <p class="lead">
          {view.programme.title} · {page.category(view.category.code, view.category.title)}
        </p>
        {view.blind && <p class="hint">{page.blindNote}</p>}
      </header>
      {view.notice && (
        <Notice kind={view.notice.kind} title={view.notice.title} live>
          {view.notice.lines.map((line) => (
            <p>{line}</p>
          ))}
        </Notice>
      )}
      <FaultList text={text} faults={faults} />
      <div class="review-split">
        <div class="review-split__candidate">
          <CandidateFigures text={text} view={view} />
          <CandidateAnswers text={text} view={view} />
          <CandidateFiles text={text} view={view} />
        </div>
        <ScoreSheet text={text} view={view} />
      </div>
    </Page>
  )
}
