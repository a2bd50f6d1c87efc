import { DAY, startOfDay } from "../../../worker/domain/quarter.ts"
import { dayFields, isDay } from "../../../worker/domain/selection/check-form.ts"
import type { ProgrammeRules } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { rulesWords } from "../programmes/rules-form.tsx"
import { NextStep, type NextStepProps } from "./next-step.tsx"
import { SelectionPage } from "./selection-frame.tsx"

export interface OverviewProps extends NextStepProps {
  actor: SignedIn
  /** Today in Asia/Shanghai. */
  today: string
  /** Which rules of the draft differ from the version in force. */
  pending: (keyof ProgrammeRules)[]
  /** Of the step that was refused. */
  state: FormState
  done?: string
}

function Dates({ programme, today }: OverviewProps) {
  const text = useText()
  const { overview, rules } = text.programmes
  const rows = dayFields.flatMap((field) => {
    const typed = programme.draft.dates?.[field] ?? ""
    return isDay(typed) ? [{ field, on: typed }] : []
  })
  const away = (on: string) => {
    const days = Math.round((startOfDay(on) - startOfDay(today)) / DAY)
    if (days === 0) return overview.today
    return days < 0 ? overview.passed : overview.inDays(days)
  }
  return (
    <section class="section">
      <h2>{overview.dates}</h2>
      {rows.length === 0 ? (
        <p>{overview.noDates}</p>
      ) : (
        <DataTable
          caption={overview.dates}
          captionHidden
          cards
          rows={rows}
          columns={[
            { key: "what", title: overview.what, cell: ({ field }) => rules.fields[field] ?? field },
            { key: "day", title: overview.day, cell: ({ on }) => formatDay(text, on) },
            { key: "when", title: overview.when, cell: ({ on }) => away(on) },
          ]}
        />
      )}
    </section>
  )
}

function Counts({ counts }: OverviewProps) {
  const text = useText()
  const { overview } = text.programmes
  const names = Object.keys(overview.countLabels) as (keyof typeof overview.countLabels)[]
  return (
    <section class="section">
      <h2>{overview.counts}</h2>
      <dl class="programme-counts">
        {names.map((name) => (
          <div>
            <dt>{overview.countLabels[name]}</dt>
            <dd>{String(counts[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Pending({ programme, pending }: OverviewProps) {
  const text = useText()
  if (pending.length === 0) return null
  const { overview, rules } = text.programmes
  return (
    <Notice kind="warning" title={overview.pending}>
      <p>{overview.pendingText(pending.map((key) => rules.keys[key]).join(text.site.listComma))}</p>
      <p>
        <a href={paths.selectionPart(programme.slug, "rules")}>{overview.goRules}</a>
      </p>
    </Notice>
  )
}

/** `/selection/:programme`: where a programme stands, and what is to be done. */
export function OverviewPage(props: OverviewProps) {
  const text = useText()
  const { actor, programme, mayDecide, state, done } = props
  const { overview } = text.programmes
  const stoppable = mayDecide && !programme.stoppedAt && programme.phase !== "archived"
  return (
    <SelectionPage actor={actor} programme={programme} part="overview" done={done}>
      <div class="stack">
        <FormProblems {...rulesWords(text)} state={state} />
        <NextStep {...props} />
        <Pending {...props} />
      </div>
      {programme.phase !== "draft" && <Counts {...props} />}
      <Dates {...props} />
      <div class="section">
        <p class="button-row">
          {programme.phase !== "draft" && <a href={paths.programme(programme.slug)}>{overview.publicPage}</a>}
          {stoppable && <a href={paths.programmeStop(programme.slug)}>{overview.stop}</a>}
        </p>
      </div>
    </SelectionPage>
  )
}
