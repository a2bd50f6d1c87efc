import type { Child } from "hono/jsx"
import type { BuiltCondition, RulesDraft } from "../../../worker/domain/selection/rules.ts"
import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { CriteriaTable, ReviewRules, Ties } from "./judging-view.tsx"

export interface RulesViewProps {
  /** Rules, or a draft of which anything may be missing. */
  rules: RulesDraft
  districts: readonly { code: string; name: string }[]
  /** What stands beside the heading of a section: a link to change it. */
  beside?: (part: "basics" | "categories" | "eligibility" | "form" | "judging") => Child
}

/** Names and what they mean, as a list of terms. */
export function Terms({ rows }: { rows: readonly (readonly [string, Child])[] }) {
  return (
    <dl class="programme-terms">
      {rows.map(([term, said]) => (
        <div>
          <dt>{term}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  )
}

function Section({ title, beside, children }: { title: string; beside?: Child; children: Child }) {
  return (
    <section class="section">
      <div class="section__head">
        <h2>{title}</h2>
        {beside}
      </div>
      {children}
    </section>
  )
}

/** Who runs it, by whose leave, at what cost, on which figures. */
export function Basics({ rules }: RulesViewProps) {
  const text = useText()
  const words = text.programmes.public
  const { unknown } = text.site.states
  const { approval, declarations, basis } = rules
  const approved =
    approval?.kind === "number"
      ? words.approvalNumber(approval.number, approval.by)
      : approval && words.exempt(approval.reason)
  const period = basis && words.basisOf(formatPeriod(text, basis.period), basis.number)
  return (
    <Terms
      rows={[
        [words.organiser, rules.organiser ?? unknown],
        [words.approval, approved || unknown],
        [words.fee, declarations?.noFee ? words.noFee : unknown],
        [words.naming, declarations?.noGovernmentNaming ? words.noNaming : unknown],
        [words.basis, period ?? unknown],
      ]}
    />
  )
}

function Categories({ rules, districts }: RulesViewProps) {
  const text = useText()
  const words = text.programmes.public
  const nameOf = (code: string) => districts.find((one) => one.code === code)?.name ?? code
  return (
    <DataTable
      caption={words.categories}
      captionHidden
      cards
      rows={rules.categories ?? []}
      columns={[
        { key: "title", title: words.category, cell: ({ code, title }) => `${code} ${title}` },
        { key: "places", title: words.places, number: true, cell: ({ places }) => String(places) },
        {
          key: "quotas",
          title: words.quotas,
          cell: ({ quotas }) =>
            quotas.length === 0
              ? words.noQuota
              : quotas.map(({ district, most }) => <div>{words.quota(nameOf(district), most)}</div>),
        },
      ]}
    />
  )
}

/** A comparison of the builder in words: 基础分 ≥ 90. */
function builtWords({ nominations }: Text, { figure, operator, value }: BuiltCondition): string {
  const { figures, signs } = nominations.conditions
  return `${figures[figure] ?? figure} ${signs[operator]} ${value}`
}

function Eligibility({ rules }: RulesViewProps) {
  const text = useText()
  const words = text.programmes.public
  const conditions = rules.eligibility ?? []
  if (conditions.length === 0) return <p>{words.everybody}</p>
  return (
    <>
      <p>{words.eligibilityLead}</p>
      <DataTable
        caption={words.eligibility}
        captionHidden
        cards
        rows={conditions}
        columns={[
          { key: "title", title: words.condition, cell: ({ title }) => title },
          {
            key: "expression",
            title: words.expression,
            cell: ({ built, expression }) => (
              <>
                {built && <div>{builtWords(text, built)}</div>}
                <code>{expression}</code>
              </>
            ),
          },
        ]}
      />
    </>
  )
}

function FormFields({ rules }: RulesViewProps) {
  const text = useText()
  const words = text.programmes.public
  return (
    <ul>
      {(rules.form ?? []).map(({ title, hint, required, most }) => (
        <li>
          {title}
          {text.site.aside(`${required ? words.required : words.optional} · ${words.most(most)}`)}
          {hint && <span class="hint"> {hint}</span>}
        </li>
      ))}
    </ul>
  )
}

/** The days of a programme, as a list. */
export function Days({ rules }: Pick<RulesViewProps, "rules">) {
  const text = useText()
  const { fields } = text.programmes.rules
  const days = (["openDay", "closeDay", "screeningDay", "reviewDay", "noticeDay"] as const).flatMap(
    (name) => {
      const day = rules.dates?.[name] ?? ""
      return day === "" ? [] : [[fields[name] ?? name, formatDay(text, day)] as const]
    },
  )
  return (
    <>
      <Terms rows={days} />
      <p class="hint">{text.programmes.public.until}</p>
    </>
  )
}

/** Every rule of a programme in plain words. */
export function RulesView(props: RulesViewProps) {
  const text = useText()
  const { rules, beside } = props
  const words = text.programmes.public
  return (
    <>
      <Section title={words.about} beside={beside?.("basics")}>
        {rules.summary && <p class="lead programme-summary">{rules.summary}</p>}
        <Basics {...props} />
      </Section>
      <Section title={words.categories} beside={beside?.("categories")}>
        <Categories {...props} />
      </Section>
      <Section title={words.eligibility} beside={beside?.("eligibility")}>
        <Eligibility {...props} />
      </Section>
      <Section title={words.dates} beside={beside?.("form")}>
        <Days {...props} />
      </Section>
      <Section title={words.form}>
        <FormFields {...props} />
      </Section>
      <Section title={words.criteria} beside={beside?.("judging")}>
        <CriteriaTable criteria={rules.criteria ?? []} />
      </Section>
      <Section title={words.review}>
        <ReviewRules rules={rules} />
      </Section>
      <Section title={words.ties}>
        <Ties rules={rules} />
      </Section>
    </>
  )
}
