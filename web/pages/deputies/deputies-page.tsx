import type { MemberActor, Role } from "../../../worker/domain/actor.ts"
import { MOST_DEPUTY_REASON } from "../../../worker/domain/organisation/deputies.ts"
import { may } from "../../../worker/domain/permissions.ts"
import { paths } from "../../paths.ts"
import type { anyFault } from "../../text/any-fault.ts"
import { registryFault } from "../../text/registry-fault.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { ButtonForm, Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"

interface Seated {
  memberId: string
  name: string
  role: Role
  elsewhere: boolean
}

export interface ShownDeputy {
  deputy: {
    id: string
    role: Role
    fromDay: string
    toDay: string
    reason: string | null
    state: "asked" | "standing" | "ended"
    memberId: string
    deputyId: string
    namedBy: string
    namedAt: string
  }
  organisation: { name: string }
  absent: { name: string }
  stand: { name: string }
  namer: { name: string; organisation: string }
  /** Why the reader may not agree as the second person; null: it may. */
  fault: "not_found" | "deputy_own" | null
  ends: boolean
}

export interface DeputiesPageProps {
  actor: MemberActor
  seats: {
    at: { organisation: { id: string; name: string } }
    people: readonly Seated[]
    absents: readonly Seated[]
    rows: readonly ShownDeputy[]
    below: readonly { id: string; name: string }[]
    today: string
  }
  state: FormState
  notice?: string | undefined
}

/** The sentence of what is wrong with a leave. */
function say(text: Text, fault: Parameters<typeof anyFault>[1]): string {
  const rules: Record<string, ((p: Record<string, string | number>) => string) | undefined> =
    text.deputies.rules
  return rules[fault.rule]?.(fault.with ?? {}) ?? registryFault(text, fault)
}

function One({ row, state, today }: { row: ShownDeputy; state: FormState; today: string }) {
  const text = useText()
  const words = text.deputies
  const { deputy, organisation, absent, stand, namer, fault, ends } = row
  const { fromDay, toDay } = deputy
  const when =
    deputy.state === "asked"
      ? words.waits
      : fromDay > today
        ? words.comes
        : words.stands(formatDay(text, toDay))
  return (
    <li id={`deputy-${deputy.id}`}>
      <div class="card stack">
        <h3>{words.standsFor(stand.name, absent.name, text.access.roles[deputy.role])}</h3>
        <p>{[words.days(formatDay(text, fromDay), formatDay(text, toDay)), when].join("　")}</p>
        <p class="hint">
          {[
            organisation.name,
            words.namedBy(namer.name, namer.organisation, formatTime(deputy.namedAt)),
          ].join("　")}
        </p>
        {deputy.reason !== null && ends && <p>{words.because(deputy.reason)}</p>}
        {deputy.state === "asked" && fault === null && (
          <ButtonForm action={paths.deputyConfirmation()} formKey={state.formKey}>
            <input type="hidden" name="id" value={deputy.id} />
            <Button look="primary">{words.confirm(stand.name, absent.name)}</Button>
          </ButtonForm>
        )}
        {deputy.state === "asked" && fault === "deputy_own" && <p>{text.access.refusals.deputy_own({})}</p>}
        {ends && (
          <ButtonForm action={paths.deputyEnd()} formKey={state.formKey}>
            <input type="hidden" name="id" value={deputy.id} />
            <Button>{words.end(stand.name, absent.name)}</Button>
          </ButtonForm>
        )}
      </div>
    </li>
  )
}

function Naming({ actor, seats, state }: DeputiesPageProps) {
  const text = useText()
  const { form, fields } = text.deputies
  const { at, people, absents } = seats
  const chosen = absents.some(({ memberId }) => memberId === actor.memberId) ? actor.memberId : ""
  const label = ({ name, role }: Seated) => name + text.site.aside(text.access.roles[role])
  const canBe = absents.filter(({ role }) => role !== "viewer")
  const nobody = { value: "", label: form.choose }
  const elsewhere = people.some((one) => one.elsewhere)
  if (people.length < 2) return <p>{form.alone}</p>
  return (
    <Form
      ids=""
      say={say}
      nameOf={(field) => fields[field]}
      state={state}
      action={paths.deputies()}
      class="stack form-narrow"
    >
      <input type="hidden" name="organisation" value={at.organisation.id} />
      <SelectField
        name="member"
        label={fields["member"] ?? ""}
        value={chosen}
        options={[
          ...(chosen ? [] : [nobody]),
          ...canBe.map((one) => ({ value: one.memberId, label: label(one) })),
        ]}
      />
      <SelectField
        name="deputy"
        label={fields["deputy"] ?? ""}
        hint={elsewhere ? form.deputyHint : undefined}
        options={[
          nobody,
          ...people
            // Nobody stands in for itself; where others may be absent as well, the rule says so.
            .filter(({ elsewhere, memberId }) => !elsewhere && !(canBe.length === 1 && memberId === chosen))
            .map((one) => ({ value: one.memberId, label: label(one) })),
        ]}
      />
      <Field name="fromDay" type="date" label={fields["fromDay"] ?? ""} value={seats.today} />
      <Field name="toDay" type="date" label={fields["toDay"] ?? ""} hint={form.toHint} />
      {(canBe.length > 1 || chosen === "") && (
        <TextArea
          name="reason"
          label={fields["reason"] ?? ""}
          hint={form.reasonHint}
          rows={2}
          maxlength={MOST_DEPUTY_REASON}
        />
      )}
      <div>
        <Button look="primary">{form.button}</Button>
      </div>
    </Form>
  )
}

/** Authorities below, whose members the reader may name deputies of. */
function Elsewhere({ seats }: DeputiesPageProps) {
  const text = useText()
  const { elsewhere } = text.deputies
  if (seats.below.length === 0) return null
  return (
    <section class="section stack">
      <h2>{elsewhere.title}</h2>
      <p>{elsewhere.lead}</p>
      <form method="get" action={paths.deputies()} class="form-narrow stack">
        <SelectField
          id="elsewhere"
          name="organisation"
          label={elsewhere.label}
          value={seats.at.organisation.id}
          options={seats.below.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div>
          <Button>{elsewhere.button}</Button>
        </div>
      </form>
    </section>
  )
}

/** 代理: who stands in for whom, and naming it. */
export function DeputiesPage(props: DeputiesPageProps) {
  const text = useText()
  const { actor, seats, state, notice } = props
  const words = text.deputies
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <PageHead title={words.title} lead={words.lead} />
      <div class="stack">
        {notice && (
          <Notice kind="success" live>
            {notice}
          </Notice>
        )}
        {seats.rows.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <div>
            <ul class="plain-list stack">
              {seats.rows.map((row) => (
                <One row={row} state={state} today={seats.today} />
              ))}
            </ul>
          </div>
        )}
      </div>
      {seats.absents.length > 0 && (
        <section class="section stack" id="name">
          <h2>{words.form.title(seats.at.organisation.name)}</h2>
          <p>{words.form.lead}</p>
          <Naming {...props} />
          {may(actor, "member.manage") && seats.at.organisation.id === actor.organisation.id && (
            <p>
              <a href={paths.members()}>{words.form.invite}</a>
            </p>
          )}
        </section>
      )}
      <Elsewhere {...props} />
    </Page>
  )
}
