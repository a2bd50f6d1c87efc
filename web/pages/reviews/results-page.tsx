import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatScore } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { ProgressBar } from "../../ui/progress.tsx"
import { useText } from "../../ui/use-text.ts"
import { SelectionPage } from "../selection/selection-frame.tsx"
import { DotPlot } from "./dot-plot.tsx"
import type { ResultRow, ResultsView } from "./results-view.ts"

const figure = (value: number | null) => (value === null ? "—" : formatScore(value, 2))

function Candidates({ rows, caption }: { rows: ResultRow[]; caption: string }) {
  const text = useText()
  const { results } = text.reviews
  return (
    <DataTable
      caption={caption}
      captionHidden
      cards
      columns={[
        { key: "estate", title: results.candidate, cell: ({ estate }) => estate },
        { key: "code", title: results.code, cell: ({ code }) => code },
        { key: "reviews", title: results.reviews, number: true, cell: ({ reviews }) => reviews },
        { key: "abstained", title: results.abstained, number: true, cell: ({ abstained }) => abstained },
        { key: "mean", title: results.rawMean, number: true, cell: ({ rawMean }) => figure(rawMean) },
        { key: "median", title: results.rawMedian, number: true, cell: ({ rawMedian }) => figure(rawMedian) },
        {
          key: "calibrated",
          title: results.calibrated,
          number: true,
          cell: ({ calibratedMean }) => figure(calibratedMean),
        },
        {
          key: "state",
          title: results.state,
          cell: ({ insufficient }) =>
            insufficient ? <strong>{results.insufficient}</strong> : results.sufficient,
        },
      ]}
      rows={rows}
    />
  )
}

function Categories({ view }: { view: ResultsView }) {
  const text = useText()
  const { results } = text.reviews
  const categories = view.rules.categories.map(({ code, title }) => ({
    code,
    title,
    rows: view.candidates.filter(({ category }) => category === code),
  }))
  return (
    <>
      {categories
        .filter(({ rows }) => rows.length > 0)
        .map(({ code, title, rows }) => (
          <section class="stack" aria-labelledby={`category-${code}`}>
            <h2 id={`category-${code}`}>{results.categoryCaption(code, title)}</h2>
            <Candidates rows={rows} caption={results.categoryCaption(code, title)} />
            <DotPlot id={`dots-${code}`} title={results.chart(code, title)} rows={rows} />
          </section>
        ))}
    </>
  )
}

function Judges({ view }: { view: ResultsView }) {
  const text = useText()
  const { results } = text.reviews
  return (
    <section class="stack" aria-labelledby="judges-title">
      <h2 id="judges-title">{results.judges}</h2>
      <DataTable
        caption={results.judgesCaption}
        captionHidden
        cards
        columns={[
          { key: "name", title: results.judge, cell: ({ name }) => name },
          { key: "assigned", title: results.assigned, number: true, cell: ({ assigned }) => assigned },
          { key: "reviews", title: results.reviews, number: true, cell: ({ reviews }) => reviews },
          { key: "mean", title: results.mean, number: true, cell: ({ mean }) => figure(mean) },
          { key: "spread", title: results.spread, number: true, cell: ({ spread }) => figure(spread) },
          {
            key: "standardised",
            title: results.standardised,
            cell: ({ standardised }) => (standardised ? results.yes : results.no),
          },
          {
            key: "outlying",
            title: results.outlying,
            cell: ({ outlying }) => (outlying ? <strong>{results.outlyingYes}</strong> : results.outlyingNo),
          },
        ]}
        rows={view.judges}
      />
    </section>
  )
}

function Comments({ view }: { view: ResultsView }) {
  const text = useText()
  const { results, page } = text.reviews
  const said = view.candidates
    .map((row) => ({ row, readings: row.readings.filter(({ comment }) => comment !== "") }))
    .filter(({ readings }) => readings.length > 0)
  return (
    <section class="stack" aria-labelledby="comments-title">
      <h2 id="comments-title">{results.comments}</h2>
      {said.length === 0 && <p class="hint">{results.noComments}</p>}
      {said.map(({ row, readings }) => (
        <details class="comments">
          <summary>
            {row.estate}
            {text.site.aside(String(readings.length))}
          </summary>
          {readings.map(({ judge, confidence, score, comment }) => (
            <blockquote class="comment">
              <p class="answer">{comment}</p>
              <footer>
                {confidence === null ? judge : results.commentOf(judge, page.confidences[confidence] ?? "")}
                {score === null && ` · ${results.abstainedMark}`}
              </footer>
            </blockquote>
          ))}
        </details>
      ))}
    </section>
  )
}

/** What the judges' reviews come to so far: raw and calibrated beside each other, with the method. */
export function ResultsPage({ actor, view }: { actor: SignedIn; view: ResultsView }) {
  const text = useText()
  const { results } = text.reviews
  const { programme, rules, submitted, assigned, candidates } = view
  const insufficient = candidates.filter((one) => one.insufficient).length
  return (
    <SelectionPage actor={actor} programme={programme} part="results" lead={results.lead}>
      <ProgressBar done={submitted} total={assigned} label={results.progress(submitted, assigned)} />
      {insufficient > 0 && (
        <Notice kind="warning">{results.insufficientCount(insufficient, rules.review.quorum)}</Notice>
      )}
      {candidates.length === 0 ? (
        <EmptyState title={results.candidates} explanation={results.none} />
      ) : (
        <div class="review-results">
          <p>{results.counts(rules.review.method)}</p>
          <Categories view={view} />
          <LinkButton href={paths.resultsCsv(programme.slug)}>{results.csv}</LinkButton>
          <Judges view={view} />
          <section class="stack" aria-labelledby="method-title">
            <h2 id="method-title">{results.method}</h2>
            <ul>
              {results.methodText.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </section>
          <Comments view={view} />
        </div>
      )}
    </SelectionPage>
  )
}
