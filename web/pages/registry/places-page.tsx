import type { PlaceKind } from "../../../worker/domain/place.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field } from "../../ui/field.tsx"
import { formatDay } from "../../ui/format.ts"
import type { SignedIn } from "../../ui/page.tsx"
import { Pager } from "../../ui/pager.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"
import { RegistryPage } from "./registry-frame.tsx"

interface Row {
  code: string
  name: string
  kind: PlaceKind
  within: string[]
  retiredFrom: string | null
}

export interface PlacesPageProps {
  actor: SignedIn
  filter: { q: string; district: string }
  districts: { code: string; name: string }[]
  rows: Row[]
  total: number
  page: number
  pages: number
}

function Filters({ filter, districts }: PlacesPageProps) {
  const text = useText()
  const { places } = text.registry
  return (
    <search>
      <form method="get" action={paths.places()} class="registry-filters">
        <div class="registry-filters__q">
          <Field id="q" name="q" type="search" label={places.searchLabel} value={filter.q} maxlength={60} />
        </div>
        <SelectField
          id="district"
          name="district"
          label={places.district}
          value={filter.district}
          options={[
            { value: "", label: places.allDistricts },
            ...districts.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <div class="registry-filters__go">
          <Button>{places.search}</Button>
        </div>
      </form>
    </search>
  )
}

function Table({ rows }: PlacesPageProps) {
  const text = useText()
  const { places } = text.registry
  return (
    <DataTable
      caption={places.title}
      captionHidden
      cards
      rows={rows}
      columns={[
        { key: "name", title: places.name, cell: (row) => <a href={paths.place(row.code)}>{row.name}</a> },
        { key: "code", title: places.code, cell: (row) => row.code },
        { key: "kind", title: places.kind, cell: (row) => places.kinds[row.kind] },
        { key: "within", title: places.within, cell: (row) => row.within.join(" ") || "—" },
        {
          key: "state",
          title: places.state,
          cell: (row) =>
            row.retiredFrom ? places.retired(formatDay(text, row.retiredFrom)) : places.standing,
        },
      ]}
    />
  )
}

/** All places of the city, by district, searched and paged. */
export function PlacesPage(props: PlacesPageProps) {
  const text = useText()
  const { actor, filter, rows, total, page, pages } = props
  const { places } = text.registry
  return (
    <RegistryPage actor={actor} title={places.title} lead={places.lead(total)}>
      <div class="stack">
        <div class="button-row">
          <LinkButton href={paths.newPlace()} look="primary">
            {places.add}
          </LinkButton>
          <LinkButton href={paths.import("places")}>{text.registry.imports.open}</LinkButton>
        </div>
        <Filters {...props} />
        {rows.length > 0 ? (
          <Table {...props} />
        ) : (
          <EmptyState title={places.none} explanation={places.noneText}>
            <LinkButton href={paths.places()}>{places.all}</LinkButton>
          </EmptyState>
        )}
        <Pager page={page} pages={pages} href={(n) => paths.places({ ...filter, page: n })} />
      </div>
    </RegistryPage>
  )
}
