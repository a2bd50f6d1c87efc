import { eligibilityMost } from "../../../worker/domain/selection/check-eligibility.ts"
import { operators } from "../../../worker/domain/selection/condition.ts"
import { namedFigures, quarterFigures } from "../../../worker/domain/selection/figures.ts"
import type { EligibilityRule } from "../../../worker/domain/selection/rules.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { Field } from "../../ui/field.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"

const emptyRows = 3

interface RowProps {
  index: number
  rule: EligibilityRule | null
}

function Row({ index, rule }: RowProps) {
  const text = useText()
  const { conditions } = text.nominations
  const built = rule?.built ?? null
  const name = (field: string) => `e.${index}.${field}`
  const figures = namedFigures.map(({ name }) => ({ value: name, label: conditions.figures[name] ?? name }))
  return (
    <fieldset class="condition">
      <legend>{conditions.legend(index + 1)}</legend>
      <Field
        name={name("title")}
        label={conditions.title}
        value={rule?.title}
        hint={index === 0 ? conditions.titleHint : undefined}
        maxlength={eligibilityMost.title}
      />
      <div class="condition__built">
        <SelectField
          name={name("figure")}
          label={conditions.figure}
          value={built?.figure}
          options={[{ value: "", label: conditions.noFigure }, ...figures]}
        />
        <SelectField
          name={name("operator")}
          label={conditions.operator}
          value={built?.operator}
          options={operators.map((value) => ({ value, label: conditions.operators[value] }))}
        />
        <Field
          name={name("value")}
          label={conditions.value}
          value={built?.value}
          hint={index === 0 ? conditions.valueHint : undefined}
          maxlength={40}
        />
      </div>
      <TextArea
        name={name("expression")}
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
export function ConditionBuilder({ rules }: { rules: readonly EligibilityRule[] }) {
  const text = useText()
  const { conditions } = text.nominations
  const rows = [...rules, ...Array.from({ length: emptyRows }, () => null)]
  return (
    <div class="stack conditions">
      <p>{conditions.lead}</p>
      {rows.map((rule, index) => (
        <Row index={index} rule={rule} />
      ))}
      <p class="field__hint">{conditions.emptyRow}</p>
      <Guide />
    </div>
  )
}
