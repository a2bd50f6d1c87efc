import type { ReleaseStage } from "../../../worker/domain/release/progress.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatDay, formatPeriod, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { ProgressBar, Stepper } from "../../ui/progress.tsx"
import { useText } from "../../ui/use-text.ts"
import { Corrections, NextRelease } from "./corrections-section.tsx"
import { Course } from "./course-section.tsx"
import { Exempted, Extended } from "./extended-section.tsx"
import { MakePreliminary, Preliminary, Window } from "./preliminary-section.tsx"
import { Closing, Deadline, Release, Removal, Reopening } from "./quarter-acts.tsx"
import type { DistrictRow, QuarterPageProps, ReleaseView } from "./quarter-props.ts"

const stageOrder: readonly ReleaseStage[] = ["score", "rank", "write", "publish"]
const openStates = ["submitted", "street_verified", "returned", "draft", "closed"] as const

/** What is not verified yet, in words: 待街道核实 2 · 未填写 1. */
function restWords(text: Text, row: DistrictRow): string {
  const { filing, quarters } = text
  const none = row.estates - Object.values(row.states).reduce((sum, n) => sum + n, 0)
  const counts: [string, number][] = openStates.map((state) => [filing.states[state], row.states[state] ?? 0])
  const words = [...counts, [filing.states.none, none] as const].filter(([, n]) => n > 0)
  return words.map(([word, n]) => `${word} ${n}`).join(" · ") || quarters.allVerified
}

function Progress({ districts, quarter }: { districts: DistrictRow[]; quarter: string }) {
  const text = useText()
  const { quarters, filing } = text
  return (
    <section class="stack">
      <h2>{quarters.progress}</h2>
      <p>
        <a href={paths.board({ quarter })}>{text.board.open}</a>
      </p>
      <DataTable
        caption={quarters.progress}
        captionHidden
        cards
        rows={districts}
        columns={[
          { key: "district", title: quarters.district, cell: (row) => row.name },
          {
            key: "verified",
            title: filing.states.verified,
            number: true,
            cell: (row) => quarters.ofEstates(row.states["verified"] ?? 0, row.estates),
          },
          { key: "rest", title: quarters.rest, cell: (row) => restWords(text, row) },
          {
            key: "closed",
            title: quarters.closing.title,
            cell: (row) => (row.closedAt ? quarters.closedAt(formatTime(row.closedAt)) : quarters.notClosed),
          },
        ]}
      />
    </section>
  )
}

function Running(props: QuarterPageProps & { release: ReleaseView; title: string }) {
  const { quarter, release, states, mayRelease, title } = props
  const text = useText()
  const words = text.quarters.release
  return (
    <section class="card" aria-live="polite">
      <h2>{title}</h2>
      <Stepper
        steps={stageOrder.map((stage) => words.stages[stage as keyof typeof words.stages])}
        current={stageOrder.indexOf(release.stage)}
      />
      <ProgressBar
        done={release.done}
        total={release.total}
        label={words.steps(release.done, release.total)}
      />
      {release.stalled && mayRelease ? (
        <ButtonForm action={paths.release(quarter)} class="stack" formKey={states.release.formKey}>
          <Notice kind="warning">{words.stalled}</Notice>
          <input type="hidden" name="restart" value="yes" />
          <Button look="primary">{words.restart}</Button>
        </ButtonForm>
      ) : (
        <p class="hint">{words.refreshes}</p>
      )}
    </section>
  )
}

function Released({ quarter, release }: { quarter: string; release: ReleaseView }) {
  const text = useText()
  const words = text.quarters.release
  return (
    <section class="card">
      <h2>
        {release.number > 1 && `${text.corrections.release.title(release.number)}${text.site.colon}`}
        {words.done(release.finishedAt ? formatTime(release.finishedAt) : "")}
      </h2>
      <p>
        {words.hash} <code class="hash">{release.manifestHash}</code>
      </p>
      <LinkButton href={paths.ranking({ quarter })}>{words.see}</LinkButton>
    </section>
  )
}

/** One quarter: progress of the districts, closing for a district, release and corrections for the city. */
export function QuarterPage(props: QuarterPageProps) {
  const text = useText()
  const { actor, quarter, deadlineDay, ended, districts, release, mayClose, mayRelease, done } = props
  const title = formatPeriod(text, quarter)
  const running = release?.state === "running"
  const { preliminary, preliminaries } = props
  const { preliminary: preliminaryWords } = text.quarters
  const making = preliminary?.state === "running" ? preliminary : null
  const standing = preliminaries.find(({ state }) => state === "preliminary")
  return (
    <Page title={title} current="desk" actor={actor}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: text.quarters.title, href: paths.quarters() },
          { label: title },
        ]}
        title={title}
        lead={text.filing.list.deadline(formatDay(text, deadlineDay))}
      />
      <div class="quarter-body">
        {done && (
          <Notice kind="success" live>
            {done}
          </Notice>
        )}
        {running && <Running {...props} release={release} title={text.quarters.release.running} />}
        {making && <Running {...props} release={making} title={preliminaryWords.running(making.number)} />}
        {release && !running && <Released quarter={quarter} release={release} />}
        <Progress districts={districts} quarter={quarter} />
        {!ended && <Notice>{text.quarters.notEnded}</Notice>}
        {mayClose && <Closing {...props} />}
        {standing && <Preliminary {...props} standing={standing} />}
        {props.mayPreliminary && <MakePreliminary {...props} />}
        {mayRelease && !release && !making && <Release {...props} />}
        {props.reopens && <Reopening {...props} />}
        {props.maySetWindow && <Window {...props} />}
        {props.mayMove && <Deadline {...props} />}
        {props.mayRemove && <Removal {...props} />}
        {(release || standing) && <Corrections {...props} />}
        {mayRelease && release?.state === "final" && (
          <NextRelease {...props} state={props.states.release} number={release.number + 1} />
        )}
        <Extended quarter={quarter} rows={props.extended} />
        <Exempted quarter={quarter} rows={props.exempt} />
        <Course course={props.course} />
      </div>
    </Page>
  )
}
