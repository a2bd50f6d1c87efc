import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"

/** What the address of the page says, as it was typed. */
export interface AuditQuery {
  action?: string
  entity?: string
  person?: string
  from?: string
  to?: string
  id?: string
  after?: string
}

export interface FilterChoice {
  value: string
  label: string
}

/** What is wrong with the filter, by field. */
export type FilterFaults = Partial<Record<"from" | "to", string>>

function Choice(props: { name: "action" | "entity" | "person"; value?: string; choices: FilterChoice[] }) {
  const text = useText()
  const { name, value, choices } = props
  const { filter } = text.audit
  return (
    <SelectField
      id={name}
      name={name}
      label={filter[name]}
      value={value}
      options={[{ value: "", label: filter.all }, ...choices]}
    />
  )
}

/** The filter of the audit log: a form that leads to an address. */
export function AuditFilterForm(props: {
  query: AuditQuery
  faults: FilterFaults
  people: FilterChoice[]
  actions: FilterChoice[]
  entities: FilterChoice[]
}) {
  const text = useText()
  const { query, faults, people, actions, entities } = props
  const { filter } = text.audit
  const day = (name: "from" | "to") => (
    <Field id={name} name={name} type="date" label={filter[name]} value={query[name]} error={faults[name]} />
  )
  return (
    <form class="card audit__filter" method="get" action={paths.audit()}>
      <h2 class="hidden-text">{filter.title}</h2>
      <div class="audit__fields">
        <Choice name="action" value={query.action} choices={actions} />
        <Choice name="entity" value={query.entity} choices={entities} />
        <Choice name="person" value={query.person} choices={people} />
        <Field id="id" name="id" type="search" label={filter.id} value={query.id} maxlength={80} />
        {day("from")}
        {day("to")}
      </div>
      <div class="button-row">
        <Button look="primary">{filter.apply}</Button>
        <LinkButton href={paths.audit()} look="quiet">
          {filter.clear}
        </LinkButton>
      </div>
    </form>
  )
}
