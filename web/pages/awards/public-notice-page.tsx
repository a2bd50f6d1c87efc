import { withFixed } from "../../../worker/domain/public-text.ts"
import type { NoticeState } from "../../../worker/domain/selection/notice-course.ts"
import type { ObjectionState } from "../../../worker/domain/selection/objections.ts"
import type { ShortlistCategory, ShortlistEntry } from "../../../worker/domain/selection/shortlist.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { type ShownProgramme, titleIn } from "../programmes/public-list-page.tsx"
import { PublicHead } from "../programmes/public-programme-page.tsx"
import { ListTable } from "./list-table.tsx"
import type { Scale } from "./scale.tsx"

export interface PublicNotice {
  number: number
  fromDay: string
  toDay: string
  workingDays: number
  state: NoticeState
}

/** What is to be said of an entry: moved up, struck off or withdrawn since, or the notice that it was on before. */
export type Standing = "newcomer" | "struck" | "withdrawn" | number

export interface PublicNoticeProps {
  programme: ShownProgramme
  scale: Scale
  notice: PublicNotice
  list: { number: number; hash: string; categories: ShortlistCategory[] }
  standing: ReadonlyMap<string, Standing>
  objections: {
    number: number
    estate: string
    state: ObjectionState
    replyDueDay: string
    decidedAt: string | null
    reply: string | null
  }[]
  others: PublicNotice[]
  /** The release was corrected since. */
  basis: Record<string, string | number> | null
}

function period(text: Text, { fromDay, toDay, workingDays }: PublicNotice): string {
  const words = text.awards.public.notice
  return words.periodOf(formatDay(text, fromDay), formatDay(text, toDay), workingDays)
}

/** Whether objections are taken, in a sentence. */
function StateNotice({ notice }: { notice: PublicNotice }) {
  const text = useText()
  const words = text.awards.public.notice
  if (notice.state === "running")
    return <Notice kind="success">{words.running(formatDay(text, notice.toDay))}</Notice>
  if (notice.state === "coming") return <Notice>{words.coming(formatDay(text, notice.fromDay))}</Notice>
  return <Notice kind="warning">{words.closed(formatDay(text, notice.toDay))}</Notice>
}

function List(props: PublicNoticeProps) {
  const text = useText()
  const { scale, list, standing } = props
  const words = text.awards.public.notice
  const note = ({ nominationId }: ShortlistEntry) => {
    const stands = standing.get(nominationId)
    if (typeof stands === "number") return words.earlier(stands)
    return stands && words.standing[stands]
  }
  const { shortlist } = text.awards
  return (
    <section class="section stack" aria-labelledby="list">
      <h2 id="list">{words.listNumber(list.number)}</h2>
      <p class="hint">
        {shortlist.totals(props.programme.rules.review.judgesShare)} {words.scored}
      </p>
      {list.categories.map(({ title, places, entries }) => (
        <div class="stack">
          <h3>{shortlist.category(title, places, entries.length)}</h3>
          {entries.length > 0 && (
            <ListTable scale={scale} caption={title} entries={entries} by="place" note={note} />
          )}
        </div>
      ))}
    </section>
  )
}

function HowToObject({ programme, notice }: PublicNoticeProps) {
  const text = useText()
  const words = text.awards.public.notice
  const { objections } = programme.rules
  return (
    <section class="section stack" aria-labelledby="object">
      <h2 id="object">{words.objectTitle}</h2>
      <p>{words.objectText}</p>
      <p>{objections.anonymous ? words.anonymous : words.namedOnly}</p>
      <p>{words.replyWithin(objections.replyWorkingDays)}</p>
      {notice.state === "running" && (
        <div>
          <LinkButton href={paths.objection(programme.slug)} look="primary">
            {words.object}
          </LinkButton>
        </div>
      )}
    </section>
  )
}

function Objections({ objections }: PublicNoticeProps) {
  const text = useText()
  const words = text.awards.public.notice
  return (
    <section class="section stack" aria-labelledby="objections">
      <h2 id="objections">{words.objections}</h2>
      {objections.length === 0 ? (
        <p class="hint">{words.noObjections}</p>
      ) : (
        <DataTable
          caption={words.objections}
          captionHidden
          cards
          rows={objections}
          columns={[
            { key: "number", title: words.number, cell: (row) => String(row.number) },
            { key: "about", title: words.about, cell: (row) => row.estate },
            { key: "state", title: words.state, cell: (row) => text.awards.objectionStates[row.state] },
            {
              key: "date",
              title: `${words.due} / ${words.replied}`,
              cell: (row) =>
                row.decidedAt === null
                  ? `${words.due} ${formatDay(text, row.replyDueDay)}`
                  : `${words.replied} ${formatDay(text, row.decidedAt)}`,
            },
            {
              key: "reply",
              title: words.reply,
              cell: (row) => (
                <span class="award-text">
                  {row.reply === null
                    ? text.awards.public.receipt.waiting
                    : withFixed(row.reply, text.awards.public.fixed.reply)}
                </span>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}

function Sources({ programme, list, basis }: PublicNoticeProps) {
  const text = useText()
  const words = text.awards.public.notice
  const { rules } = programme
  const rows: [string, string][] = [
    [words.basis, words.basisText(formatPeriod(text, rules.basis.period), rules.basis.number)],
    [words.manifest, rules.basis.manifestHash],
    [words.hash, list.hash],
  ]
  return (
    <section class="section stack" aria-labelledby="sources">
      <h2 id="sources">{words.basis}</h2>
      {basis && <Notice kind="warning">{text.awards.basisFlag(basis)}</Notice>}
      <dl class="fact-list award-hashes">
        {rows.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Others({ programme, notice, others }: PublicNoticeProps) {
  const text = useText()
  const words = text.awards.public.notice
  if (others.length < 2) return null
  return (
    <section class="section" aria-labelledby="others">
      <h2 id="others">{words.others}</h2>
      <ul>
        {others.map((one) => (
          <li>
            <a
              href={paths.notice(programme.slug, one.number)}
              aria-current={one.number === notice.number ? "page" : undefined}
            >
              {text.awards.notice.numbered(one.number)}
            </a>
            {text.site.aside(period(text, one))}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** `/programmes/:programme/notice`: the list, its period, how to object, what was objected; closed, it stays. */
export function PublicNoticePage(props: PublicNoticeProps) {
  const text = useText()
  const { programme, notice } = props
  const words = text.awards.public.notice
  const title = titleIn(text, programme.rules)
  const label = text.awards.notice.numbered(notice.number)
  return (
    <Page
      title={words.heading(title, notice.number)}
      current="programmes"
      description={words.description(title)}
    >
      <PublicHead programme={programme} districts={[]} steps={[{ label }]} />
      <div class="section section--first stack">
        <p class="lead">
          {words.period}
          {text.site.colon}
          {period(text, notice)}
        </p>
        <StateNotice notice={notice} />
      </div>
      <List {...props} />
      <HowToObject {...props} />
      <Objections {...props} />
      <Sources {...props} />
      <Others {...props} />
    </Page>
  )
}

/** A programme that has had no notice, or not this one. */
export function NoNoticePage({ programme }: { programme: ShownProgramme }) {
  const text = useText()
  const words = text.awards.public.notice
  return (
    <Page title={words.title} current="programmes" description={words.noneText}>
      <EmptyState level={1} title={words.none} explanation={words.noneText}>
        <LinkButton href={paths.programme(programme.slug)}>{titleIn(text, programme.rules)}</LinkButton>
      </EmptyState>
    </Page>
  )
}
