import type { Fault } from "../../../worker/domain/errors.ts"
import { operators } from "../../../worker/domain/selection/condition.ts"
import { namedFigures, quarterFigures } from "../../../worker/domain/selection/figures.ts"
import type { EligibilityRule } from "../../../worker/domain/selection/rules.ts"
import { anyFault } from "../../text/any-fault.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { Field } from "../../ui/field.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"

const emptyRows = 3

/** Id of the input of a field, `e.0.title`: what a list of faults links to. */
export const conditionFieldId = (field: string) => `f-${field.replaceAll(".", "-")}`

interface RowProps {
  index: number
  rule: EligibilityRule | null
  faults: readonly Fault[]
}

function Row({ index, rule, faults }: RowProps) {
  const text = useText()
  const { conditions } = text.nominations
  const built = rule?.built ?? null
  const field = (name: string) => {
    const full = `e.${index}.${name}`
    const fault = faults.find((one) => one.field === full)
    return { id: conditionFieldId(full), name: full, error: fault && anyFault(text, fault) }
  }
  const figures = namedFigures.map(({ name }) => ({ value: name, label: conditions.figures[name] ?? name }))
  return (
    <fieldset class="condition">
      <legend>{conditions.legend(index + 1)}</legend>
      <Field
        {...field("title")}
        label={conditions.title}
        value={rule?.title}
        hint={index === 0 ? conditions.titleHint : undefined}
        maxlength={60}
      />
      <div class="condition__built">
        <SelectField
          {...field("figure")}
          label={conditions.figure}
          value={built?.figure}
          options={[{ value: "", label: conditions.noFigure }, ...figures]}
        />
        <SelectField
          {...field("operator")}
          label={conditions.operator}
          value={built?.operator}
          options={operators.map((value) => ({ value, label: conditions.operators[value] }))}
        />
        <Field
          {...field("value")}
          label={conditions.value}
          value={built?.value}
          hint={index === 0 ? conditions.valueHint : undefined}
          maxlength={40}
        />
      </div>
      <TextArea
        {...field("expression")}
        label={conditions.expression}
        note={text.nominations.optional}
        value={built ? "" : rule?.expression}
        rows={2}
        hint={index === 0 ? conditions.expressionHint : undefined}
      />
    </fieldset>
  )
}

/** Every figure by its name and in plain words, for those who write expressions. */
function Guide() {
  const text = useText()
  const { conditions } = text.nominations
  const columns = (words: Record<string, string>) => [
    { key: "name", title: conditions.name, cell: ({ name }: { name: string }) => <code>{name}</code> },
    {
      key: "meaning",
      title: conditions.meaning,
      cell: ({ name }: { name: string }) => words[name] ?? name,
    },
  ]
  return (
    <details class="condition-guide">
      <summary>{conditions.guide}</summary>
      <p>{conditions.guideLead}</p>
      <DataTable
        caption={conditions.guide}
        captionHidden
        cards
        columns={columns(conditions.figures)}
        rows={[...namedFigures]}
      />
      <p>{conditions.quartersLead}</p>
      <DataTable
        caption={conditions.quartersLead}
        captionHidden
        cards
        columns={columns(conditions.quarterFigures)}
        rows={[...quarterFigures]}
      />
    </details>
  )
}

/**
 * The eligibility rules of a programme as they are typed: the rows there are and three empty ones, each a comparison or
 * an expression. Fields `e.<row>.title|figure|operator|value|expression`, read by worker/http/forms/conditions.ts.
 */
export function ConditionBuilder(props: { rules: readonly EligibilityRule[]; faults: readonly Fault[] }) {
  const text = useText()
  const { rules, faults } = props
  const { conditions } = text.nominations
  const rows = [...rules, ...Array.from({ length: emptyRows }, () => null)]
  return (
    <div class="stack conditions">
      <p>{conditions.lead}</p>
      {rows.map((rule, index) => (
        <Row index={index} rule={rule} faults={faults} />
      ))}
      <p class="field__hint">{conditions.emptyRow}</p>
      <Guide />
    </div>
  )
}
