import type { OrganisationKind } from "../../../worker/domain/actor.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field } from "../../ui/field.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"

export interface OrganisationRow {
  id: string
  kind: OrganisationKind
  name: string
  uscc: string | null
  placeCode: string | null
  placeName: string | null
  demonstration: boolean
  members: number
  headed: boolean
  headInvited: boolean
  deletedAt: string | null
}

export interface OrganisationsPageProps {
  actor: SignedIn
  rows: OrganisationRow[]
  total: number
  q: string
  kind: string
  page: number
  pages: number
}

/** The code of a company, or the place of an authority. */
function codeWords(row: OrganisationRow): string | null {
  return row.placeCode === null ? row.uscc : `${row.placeName ?? ""} ${row.placeCode}`
}

/** How far an organisation is: gone, run by somebody, waiting for its first head, or nobody invited yet. */
export function standingWords(
  text: Text,
  row: Pick<OrganisationRow, "deletedAt" | "headed" | "headInvited" | "members">,
): string {
  const { list } = text.people.organisations
  if (row.deletedAt) return list.deleted
  if (row.headed) return list.members(row.members)
  const heads = row.headInvited ? list.invited : list.headless
  return row.members === 0 ? heads : list.also(list.members(row.members), heads)
}

function Filter({ q, kind }: OrganisationsPageProps) {
  const text = useText()
  const { list } = text.people.organisations
  const kinds = Object.entries(text.people.kinds).map(([value, label]) => ({ value, label }))
  return (
    <form method="get" action={paths.organisations()} class="filter-row">
      <Field id="q" name="q" label={list.search} type="search" value={q} autocomplete="off" />
      <SelectField
        id="kind"
        name="kind"
        label={list.kind}
        value={kind}
        options={[{ value: "", label: list.allKinds }, ...kinds]}
      />
      <Button>{list.find}</Button>
    </form>
  )
}

function Table({ rows }: OrganisationsPageProps) {
  const text = useText()
  const { list } = text.people.organisations
  return (
    <DataTable
      caption={text.people.organisations.title}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          key: "name",
          title: list.name,
          cell: (row) => (
            <>
              <a href={paths.organisation(row.id)}>{row.name}</a> {row.demonstration && <DemoMark />}
            </>
          ),
        },
        { key: "kind", title: list.kind, cell: (row) => text.people.kinds[row.kind] },
        { key: "code", title: list.code, cell: (row) => codeWords(row) ?? text.people.members.nobody },
        { key: "standing", title: list.standing, cell: (row) => standingWords(text, row) },
      ]}
    />
  )
}

/** All organisations of the city, for the operator. */
export function OrganisationsPage(props: OrganisationsPageProps) {
  const text = useText()
  const { actor, rows, total, q, kind, page, pages } = props
  const { organisations } = text.people
  return (
    <Page title={organisations.title} current="desk" actor={actor}>
      <PageHead title={organisations.title} lead={organisations.list.count(total)}>
        <p>
          <LinkButton href={paths.newOrganisation()} look="primary">
            {organisations.register.title}
          </LinkButton>
        </p>
      </PageHead>
      <Filter {...props} />
      {rows.length === 0 ? (
        <EmptyState title={organisations.list.none} explanation={organisations.list.noneText} />
      ) : (
        <Table {...props} />
      )}
      <Pager page={page} pages={pages} href={(n) => paths.organisations({ q, kind, page: n })} />
    </Page>
  )
}
