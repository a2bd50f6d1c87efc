import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import { formatDay, formatPeriod, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"
import { registryWords } from "../registry/registry-frame.tsx"
import { Confirmed } from "./confirmed.tsx"
import { Folded } from "./folded.tsx"
import type { PreliminaryView, QuarterPageProps } from "./quarter-props.ts"

const dayOr = (day: string | null, words: (day: string) => string, none: string) =>
  day === null ? none : words(day)

/** The hashes of all that were made: each keeps its own. */
function Hashes({ all }: { all: PreliminaryView[] }) {
  const text = useText()
  const { preliminary: words, release } = text.quarters
  return (
    <details class="fold">
      <summary>
        <span class="fold__title">{words.hashes}</span>
      </summary>
      <div class="fold__body">
        <DataTable
          caption={words.hashes}
          captionHidden
          cards
          rows={all}
          columns={[
            { key: "number", title: words.number, cell: (row) => text.quarters.course.nth(row.number) },
            { key: "at", title: text.quarters.course.at, cell: (row) => formatTime(row.finishedAt ?? "") },
            {
              key: "until",
              title: words.last,
              cell: (row) => dayOr(row.windowDay, (day) => formatDay(text, day), words.noWindow),
            },
            {
              key: "hash",
              title: release.hash,
              cell: (row) => <code class="hash">{row.manifestHash}</code>,
            },
          ]}
        />
      </div>
    </details>
  )
}

/** The latest preliminary release: until when it is checked, what waits, and what the public sees meanwhile. */
export function Preliminary(props: QuarterPageProps & { standing: PreliminaryView }) {
  const text = useText()
  const { quarter, standing, preliminaries, checking, waiting, joined, release } = props
  const { preliminary: words } = text.quarters
  const { city } = text.publicPages
  const { windowDay, number, finishedAt } = standing
  const day = windowDay && formatDay(text, windowDay)
  return (
    <section class="card stack" id="preliminary">
      <h2>{words.stands(number, formatTime(finishedAt ?? ""))}</h2>
      {!release && (
        <>
          <p>{day === null ? words.noWindow : checking ? words.until(day) : words.over(day)}</p>
          {waiting > 0 && <Notice kind="warning">{words.waiting(waiting)}</Notice>}
          {joined > 0 && <Notice kind="warning">{words.joined(joined)}</Notice>}
          <p class="hint">
            {words.publicSees}
            {city.checking(formatPeriod(text, quarter), day)}
          </p>
        </>
      )}
      <div>
        <LinkButton href={paths.preliminary(quarter)}>{words.see}</LinkButton>
      </div>
      <Hashes all={preliminaries} />
    </section>
  )
}

/** The city makes the next preliminary release. */
export function MakePreliminary(props: QuarterPageProps) {
  const { quarter, states, preliminaries, windowDays } = props
  const { preliminary: words } = useText().quarters
  const number = (preliminaries[0]?.number ?? 0) + 1
  return (
    <section class="card stack" id="make-preliminary">
      <h2>{words.title}</h2>
      <p>{words.text(windowDays)}</p>
      {number > 1 && <p class="hint">{words.again}</p>}
      <Confirmed
        action={paths.makePreliminary(quarter)}
        state={states.preliminary}
        missing={words.confirmNeeded}
        confirm={words.confirm}
        button={words.button(number)}
        ids="preliminary-"
      />
    </section>
  )
}

/** The city says how many working days lie between a preliminary release and the final one. */
export function Window({ quarter, windowDays, states }: QuarterPageProps) {
  const text = useText()
  const { window: words } = text.quarters
  return (
    <Folded id="window" title={words.title} state={states.window}>
      <p>{words.text}</p>
      <Form
        {...registryWords(text, paths.quarter(quarter))}
        ids="window-"
        state={states.window}
        action={paths.window(quarter)}
      >
        <Field
          name="days"
          inputmode="numeric"
          label={words.days}
          value={String(windowDays)}
          hint={words.daysHint(windowDays)}
          autocomplete="off"
          maxlength={3}
        />
        <div>
          <Button>{words.button}</Button>
        </div>
      </Form>
    </Folded>
  )
}
