import type { RuleOutcome } from "../../../worker/domain/selection/eligibility.ts"
import type { EstateFigures } from "../../../worker/domain/selection/figures.ts"
import type { ProgrammeRules } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import type { Text } from "../../text/text.ts"
import { BandChip, bandLook } from "../../ui/band-chip.tsx"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field } from "../../ui/field.tsx"
import { HiddenFields } from "../../ui/form.tsx"
import { formatPeriod, formatScore } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { useText } from "../../ui/use-text.ts"
import { outcomeReason } from "./eligibility-table.tsx"

interface Standing {
  id: string
  category: string
  state: string
  organisationId: string
  organisation: string
}

export interface Candidate {
  slug: string
  name: string
  nominations: Standing[]
  figures: EstateFigures | null
  /** What it does not meet. */
  lacking: RuleOutcome[]
}

export interface CandidatesPageProps {
  actor: SignedIn
  programme: { slug: string; title: string }
  rules: ProgrammeRules
  bands: { code: string; title: { zh: string; en: string } }[]
  /** Rule of why nothing can be nominated now; null when it can. */
  closed: string | null
  basis: "published" | "revised" | "gone"
  candidates: Candidate[]
  q: string
  page: number
  pages: number
  formKey: string
  /** The sentence of what was refused. */
  refused?: string
}

function Band({ bands, code }: Pick<CandidatesPageProps, "bands"> & { code: string | null }) {
  const text = useText()
  const at = bands.findIndex((band) => band.code === code)
  const title = bands[at]?.title[text.language] ?? text.publicPages.noBand
  return <BandChip look={bandLook(at, bands.length)} title={title} />
}

function rankWords(text: Text, { rank, rankP5, rankP95 }: EstateFigures["basis"]): string {
  const words = text.nominations.candidates
  if (rank === null) return words.noRank
  return rankP5 === null || rankP95 === null
    ? String(rank)
    : `${rank}${text.site.aside(words.range(rankP5, rankP95))}`
}

function Lacking({ candidate, rules }: { candidate: Candidate; rules: ProgrammeRules }) {
  const text = useText()
  if (candidate.lacking.length === 0) return <>{text.nominations.candidates.meets}</>
  return (
    <ul class="plain-list">
      {candidate.lacking.map((outcome) => {
        const rule = rules.eligibility.find(({ code }) => code === outcome.code)
        return (
          <li>
            {rule?.title}
            {text.site.aside(outcomeReason(text, outcome, rule))}
          </li>
        )
      })}
    </ul>
  )
}

/** A category that is free, the own draft that goes on, or who has nominated it. */
function Start({ candidate, ...props }: CandidatesPageProps & { candidate: Candidate }) {
  const text = useText()
  const { actor, programme, rules, closed, formKey } = props
  const words = text.nominations.candidates
  const own = candidate.nominations.filter(({ organisationId }) => organisationId === actor.organisation.id)
  const others = candidate.nominations.filter(
    ({ organisationId, state }) => organisationId !== actor.organisation.id && state === "submitted",
  )
  const taken = [...own, ...others].map(({ category }) => category)
  const free = rules.categories.filter(({ code }) => !taken.includes(code))
  const [only] = free.length === 1 ? free : []
  return (
    <div class="candidate-start">
      {own.map(({ id, category, state }) => (
        <a href={paths.nomination(id)}>
          {category} {state === "draft" ? words.goOn : text.nominations.states.submitted}
        </a>
      ))}
      {others.map(({ category, organisation }) => (
        <span>{words.taken(category, organisation)}</span>
      ))}
      {closed === null && free.length > 0 && (
        <form method="post" action={paths.newNomination(programme.slug)} class="candidate-form">
          <HiddenFields formKey={formKey} />
          <input type="hidden" name="estate" value={candidate.slug} />
          {only ? (
            <>
              <input type="hidden" name="category" value={only.code} />
              {rules.categories.length > 1 && (
                <span>
                  {only.code} {only.title}
                </span>
              )}
            </>
          ) : (
            <select class="input" name="category" aria-label={`${candidate.name} ${words.category}`}>
              {free.map(({ code, title }) => (
                <option value={code}>
                  {code} {title}
                </option>
              ))}
            </select>
          )}
          <Button>{words.start}</Button>
        </form>
      )}
    </div>
  )
}

function Candidates(props: CandidatesPageProps) {
  const text = useText()
  const { bands, rules, candidates, q, programme } = props
  const words = text.nominations.candidates
  if (candidates.length === 0)
    return (
      <EmptyState
        title={q === "" ? words.none : words.noneFound}
        explanation={q === "" ? words.noneText : words.noneFoundText}
      >
        {q !== "" && <LinkButton href={paths.newNomination(programme.slug)}>{words.all}</LinkButton>}
      </EmptyState>
    )
  return (
    <DataTable
      caption={words.title(programme.title)}
      captionHidden
      cards
      rows={candidates}
      columns={[
        {
          key: "estate",
          title: words.estate,
          cell: ({ slug, name, figures }) => (
            <>
              <a href={paths.estate(slug)}>{name}</a> {figures?.demonstration && <DemoMark />}
            </>
          ),
        },
        {
          key: "band",
          title: words.band,
          cell: ({ figures }) => <Band bands={bands} code={figures?.basis.band ?? null} />,
        },
        {
          key: "base",
          title: words.base,
          number: true,
          cell: ({ figures }) =>
            figures && figures.basis.base !== null ? formatScore(figures.basis.base, 1) : "—",
        },
        {
          key: "rank",
          title: words.rank,
          cell: ({ figures }) => (figures ? rankWords(text, figures.basis) : words.noRank),
        },
        {
          key: "lacking",
          title: words.lacking,
          cell: (candidate) => <Lacking candidate={candidate} rules={rules} />,
        },
        {
          key: "start",
          title: words.nominate,
          cell: (candidate) => <Start {...props} candidate={candidate} />,
        },
      ]}
    />
  )
}

/** The estates that can be nominated, in the order of the ranking, each with what it lacks of the rules. */
export function CandidatesPage(props: CandidatesPageProps) {
  const text = useText()
  const { actor, programme, rules, closed, basis, q, page, pages, refused } = props
  const words = text.nominations.candidates
  const title = words.title(programme.title)
  const { openDay, closeDay } = rules.dates
  return (
    <Page title={title} current="desk" actor={actor}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: text.nominations.title, href: paths.nominations() },
          { label: programme.title },
        ]}
        title={title}
        lead={words.lead(formatPeriod(text, rules.basis.period))}
      />
      <div class="stack">
        {refused && <Notice kind="error" title={refused} live />}
        {closed && (
          <Notice
            kind="warning"
            title={refusalSentence(text, { rule: closed, with: { openDay, closeDay } })}
          />
        )}
        {basis !== "published" && <Notice title={words.revised} />}
        <search>
          <form method="get" action={paths.newNomination(programme.slug)} class="candidate-search">
            <Field id="q" name="q" type="search" label={words.searchLabel} value={q} maxlength={60} />
            <Button>{words.search}</Button>
          </form>
        </search>
        <Candidates {...props} />
        <Pager
          page={page}
          pages={pages}
          href={(to) => paths.newNomination(programme.slug, { q: q || undefined, page: to })}
        />
      </div>
    </Page>
  )
}
