import type { Child } from "hono/jsx"
import type { Gate } from "../../../worker/domain/scoring/edition.ts"
import { BandChip } from "../../ui/band-chip.tsx"
import { formatNumber } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { bandsOf } from "./bands.tsx"
import { requirementWords } from "./formula.ts"
import { SourceLine } from "./method-indicator.tsx"
import { type MethodProps, MethodSection } from "./method-section.tsx"

type ItemsProps<Item extends Gate> = MethodProps & { items: readonly Item[]; aside: (item: Item) => Child }

function Items<Item extends Gate>({ items, aside }: ItemsProps<Item>) {
  const text = useText()
  return (
    <ul class="items method-items">
      {items.map((item) => (
        <li id={item.code}>
          <span class="items__name">
            <b>{item.title[text.language]}</b> <code>{item.code}</code>
            <span class="sub-line">{item.definition[text.language]}</span>
            <span class="sub-line">
              <SourceLine source={item.source} />
              {` · ${text.site.providers[item.provider]}`}
            </span>
          </span>
          <span class="items__answer">{aside(item)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Required items, bonuses, deductions and vetoes, each with definition, source and provider. */
export function MethodItems(props: MethodProps) {
  const text = useText()
  const { edition } = props
  const words = text.publicPages.method
  return (
    <>
      {edition.gates.length > 0 && (
        <MethodSection id="gates">
          <p class="section__lead">{words.gatesLead}</p>
          <Items {...props} items={edition.gates} aside={() => null} />
        </MethodSection>
      )}
      {edition.bonuses.length > 0 && (
        <MethodSection id="bonuses">
          <Items
            {...props}
            items={edition.bonuses}
            aside={({ max, values }) =>
              values
                ? words.bonusValues(values.map((points) => formatNumber(points)))
                : words.bonusMax(formatNumber(max))
            }
          />
        </MethodSection>
      )}
      {edition.deductions.length > 0 && (
        <MethodSection id="deductions">
          <Items
            {...props}
            items={edition.deductions}
            aside={({ each, max }) => words.deductionEach(formatNumber(each), formatNumber(max))}
          />
        </MethodSection>
      )}
      {edition.vetoes.length > 0 && (
        <MethodSection id="vetoes">
          <p class="section__lead">{words.vetoesLead}</p>
          <Items {...props} items={edition.vetoes} aside={({ level }) => words.vetoLevel[level]} />
        </MethodSection>
      )}
    </>
  )
}

/** The bands, best first, with what each requires. */
export function MethodBands({ edition, reader }: MethodProps) {
  const text = useText()
  const words = text.publicPages.method
  const infos = bandsOf(edition, text)
  return (
    <MethodSection id="bands">
      <ul class="items method-items">
        {edition.bands.map((band, index) => (
          <li>
            <span class="items__name">
              <BandChip look={infos[index]?.look ?? "none"} title={band.title[text.language]} />
              <ul class="plain-list muted">
                <li>{words.bandLine(formatNumber(band.at_least))}</li>
                {band.requires.map((requirement) => (
                  <li>
                    {requirementWords(reader, requirement)}{" "}
                    {typeof requirement !== "string" && requirement.source && (
                      <SourceLine source={requirement.source} />
                    )}
                  </li>
                ))}
              </ul>
            </span>
          </li>
        ))}
      </ul>
    </MethodSection>
  )
}
