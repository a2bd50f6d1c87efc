import { type ListAsked, listQuery } from "../../../worker/domain/list.ts"
import {
  type FilingSort,
  filingFilters,
  filingList,
  NO_BAND,
  standingsOf,
} from "../../../worker/domain/submission/desk-lists.ts"
import { standingCount, standingGroups, takingPart } from "../../../worker/domain/submission/standing.ts"
import { paths, withQuery } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"
import { FilterWordList } from "../desk/filter-words.tsx"
import type { BandInfo } from "../public/bands.tsx"

/** What of the list is asked for. */
export type FilingAsked = ListAsked<"quarter" | "state" | "place" | "band", FilingSort>
type Filter = keyof FilingAsked["filters"]

interface Choices {
  asked: FilingAsked
  places: { code: string; name: string }[]
  bands: BandInfo[]
}

/** The address of the list with another value of a filter; everything else stays. */
export function listAddress(asked: FilingAsked, change: Partial<Record<Filter | "q", string>>): string {
  const { q = asked.q, ...filters } = change
  return withQuery(
    paths.filing(),
    listQuery(filingList, { ...asked, q, filters: { ...asked.filters, ...filters } }),
  )
}

/** How a state or a group of states is called. */
export function filterWord({ filing }: Text, filter: string): string {
  const { all, asked, groups } = filing.list
  const words: Record<string, string> = { ...filing.states, ...groups, all, asked }
  return words[filter] ?? filter
}

/** How many estates stand where, each number a link to exactly these; states in which none stand are left out. */
export function StateTabs({
  asked,
  states,
  askedOf,
}: {
  asked: FilingAsked
  states: Readonly<Record<string, number>>
  /** Those that a company asks the reader's place to check. */
  askedOf: number
}) {
  const text = useText()
  const current = asked.filters.state
  const total = standingCount(states, takingPart)
  const shown = filingFilters.flatMap((filter) => {
    const of = standingsOf(filter)
    const n = filter === "asked" ? askedOf : of === null ? total : standingCount(states, of)
    const grouped = filter in standingGroups
    return filter === current || filter === "all" || (n > 0 && !grouped) ? [{ filter, n }] : []
  })
  return (
    <nav class="quarter-picker" aria-label={text.filing.list.byState}>
      <ul>
        {shown.map(({ filter, n }) => (
          <li>
            <a
              href={listAddress(asked, { state: filter })}
              aria-current={filter === current ? "page" : undefined}
            >
              {filterWord(text, filter)} {n}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What the list is narrowed to besides its state, each with the address without it. */
function narrowedTo(text: Text, { asked, places, bands }: Choices): { word: string; without: string }[] {
  const { place, band } = asked.filters
  const bandWord = bands.find(({ code }) => code === band)?.title ?? text.filing.list.noBand
  const found = [
    { value: asked.q, word: text.filing.list.searchedFor(asked.q), without: { q: "" } },
    { value: place, word: places.find(({ code }) => code === place)?.name ?? place, without: { place: "" } },
    { value: band, word: bandWord, without: { band: "" } },
  ]
  return found.flatMap(({ value, word, without }) =>
    value === "" ? [] : [{ word, without: listAddress(asked, without) }],
  )
}

/** The filters as words that can be taken away. */
export function FilterWords(props: Choices) {
  const text = useText()
  return <FilterWordList words={narrowedTo(text, props)} />
}

/** Search, place, band and order. */
export function ListFilters(props: Choices) {
  const text = useText()
  const { asked, places, bands } = props
  const { list } = text.filing
  const { quarter, state, place, band } = asked.filters
  return (
    <search>
      <form method="get" action={paths.filing()} class="list-filters">
        {quarter !== "" && <input type="hidden" name="quarter" value={quarter} />}
        {state !== "all" && <input type="hidden" name="state" value={state} />}
        <div class="list-filters__q">
          <Field
            id="q"
            name="q"
            type="search"
            label={list.searchLabel}
            value={asked.q}
            maxlength={60}
            autocomplete="off"
          />
        </div>
        {(places.length > 1 || place !== "") && (
          <SelectField
            id="place"
            name="place"
            label={list.place}
            value={place}
            options={[
              { value: "", label: list.allPlaces },
              ...places.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        )}
        {bands.length > 0 && (
          <SelectField
            id="band"
            name="band"
            label={list.band}
            value={band}
            options={[
              { value: "", label: list.allBands },
              ...bands.map(({ code, title }) => ({ value: code, label: title })),
              { value: NO_BAND, label: list.noBand },
            ]}
          />
        )}
        <SelectField
          id="sort"
          name="sort"
          label={list.sort}
          value={asked.sort}
          options={filingList.sorts.map((one) => ({ value: one, label: list.sorts[one] }))}
        />
        <div class="list-filters__go">
          <Button>{list.search}</Button>
        </div>
      </form>
    </search>
  )
}
