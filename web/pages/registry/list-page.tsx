import { type EstateSort, estateSorts } from "../../../worker/domain/registry/estate-sorts.ts"
import { type gridFields, missingFigures } from "../../../worker/domain/registry/micro-grid.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field } from "../../ui/field.tsx"
import { formatDay } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { Pager } from "../../ui/pager.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"
import { estateColumns } from "../desk/estate-columns.tsx"

type Figures = Record<(typeof gridFields)[number], number | null>

interface Row extends Figures {
  slug: string
  name: string
  districtName: string
  placeName: string
  company: string | null
  demonstration: boolean
  retiredFrom: string | null
}

export interface RegistryListProps {
  actor: SignedIn
  mayEdit: boolean
  mayEditPlaces: boolean
  filter: { q: string; district: string; show: string; sort: EstateSort }
  shows: readonly string[]
  districts: { code: string; name: string }[]
  rows: Row[]
  total: number
  page: number
  pages: number
}

function Filters({ filter, shows, districts }: RegistryListProps) {
  const text = useText()
  const { list } = text.registry
  const words: Record<string, string> = list.shows
  return (
    <search>
      <form method="get" action={paths.registry()} class="registry-filters">
        <div class="registry-filters__q">
          <Field
            id="q"
            name="q"
            type="search"
            label={list.searchLabel}
            value={filter.q}
            maxlength={60}
            autocomplete="off"
          />
        </div>
        {districts.length > 1 && (
          <SelectField
            id="district"
            name="district"
            label={list.district}
            value={filter.district}
            options={[
              { value: "", label: list.allDistricts },
              ...districts.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        )}
        <SelectField
          id="show"
          name="show"
          label={list.show}
          value={filter.show}
          options={shows.map((one) => ({ value: one, label: words[one] ?? one }))}
        />
        <SelectField
          id="sort"
          name="sort"
          label={list.sort}
          value={filter.sort}
          options={estateSorts.map((one) => ({ value: one, label: list.sorts[one] }))}
        />
        <div class="registry-filters__go">
          <Button>{list.search}</Button>
        </div>
      </form>
    </search>
  )
}

function gridWords(text: Text, row: Row): string {
  const missing = missingFigures(row).length
  return missing === 0 ? text.registry.list.complete : text.registry.list.missing(missing)
}

function Table({ rows }: RegistryListProps) {
  const text = useText()
  const { list } = text.registry
  const named = rows.map((row) => ({
    ...row,
    placeName: [...new Set([row.districtName, row.placeName])].join(" "),
  }))
  return (
    <DataTable
      caption={text.registry.title}
      captionHidden
      cards
      rows={named}
      columns={[
        ...estateColumns<Row>(text, (row) => paths.estateSheet(row.slug)),
        { key: "company", title: list.company, cell: (row) => row.company ?? list.nobody },
        {
          key: "grid",
          title: list.grid,
          cell: (row) =>
            row.retiredFrom ? list.retired(formatDay(text, row.retiredFrom)) : gridWords(text, row),
        },
      ]}
    />
  )
}

/** The registry: the estates that the actor sees, searched and paged. */
export function RegistryListPage(props: RegistryListProps) {
  const text = useText()
  const { actor, mayEdit, mayEditPlaces, filter, rows, total, page, pages } = props
  const { registry } = text
  const everything = filter.q === "" && filter.district === "" && filter.show === "standing"
  return (
    <Page title={registry.title} current="desk" actor={actor}>
      <header class="page-head page-head--actions">
        <div>
          <h1>{registry.title}</h1>
          <p class="lead">{registry.list.lead(total)}</p>
        </div>
        {mayEdit && (
          <div class="button-row">
            <LinkButton href={paths.newEstate()} look="primary">
              {registry.list.add}
            </LinkButton>
            <LinkButton href={paths.import("estates")}>{registry.imports.open}</LinkButton>
            {mayEditPlaces && <LinkButton href={paths.places()}>{registry.places.open}</LinkButton>}
          </div>
        )}
      </header>
      <Filters {...props} />
      {rows.length > 0 ? (
        <Table {...props} />
      ) : everything ? (
        <EmptyState title={registry.list.empty} explanation={registry.list.emptyText} />
      ) : (
        <EmptyState title={registry.list.none} explanation={registry.list.noneText}>
          <LinkButton href={paths.registry()}>{registry.list.all}</LinkButton>
        </EmptyState>
      )}
      <Pager page={page} pages={pages} href={(n) => paths.registry({ ...filter, page: n })} />
    </Page>
  )
}
