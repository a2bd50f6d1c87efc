import type { OrganisationKind } from "../../../worker/domain/actor.ts"
import type { ListAsked } from "../../../worker/domain/list.ts"
import { organisationList } from "../../../worker/domain/organisation/organisation-list.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field } from "../../ui/field.tsx"
import { ListTable, type ListTurn, ListTurning, type ShownColumns } from "../../ui/list.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
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
  asked: ListAsked<"kind">
  turn: ListTurn
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

function Filter({ asked }: OrganisationsPageProps) {
  const text = useText()
  const { list } = text.people.organisations
  const kinds = Object.entries(text.people.kinds).map(([value, label]) => ({ value, label }))
  return (
    <form method="get" action={paths.organisations()} class="filter-row">
      <Field id="q" name="q" label={list.search} type="search" value={asked.q} autocomplete="off" />
      <SelectField
        id="kind"
        name="kind"
        label={list.kind}
        value={asked.filters.kind}
        options={[{ value: "", label: list.allKinds }, ...kinds]}
      />
      <Button>{list.find}</Button>
    </form>
  )
}

/** How the columns of the organisations are called and what stands in them. */
export function organisationColumns(
  text: Text,
): ShownColumns<OrganisationRow, "name" | "kind" | "code" | "standing"> {
  const { list } = text.people.organisations
  return {
    name: {
      title: list.name,
      value: ({ name }) => name,
      cell: (row) => (
        <>
          <a href={paths.organisation(row.id)}>{row.name}</a> {row.demonstration && <DemoMark />}
        </>
      ),
    },
    kind: { title: list.kind, value: (row) => text.people.kinds[row.kind] },
    code: { title: list.code, value: (row) => codeWords(row) ?? text.people.members.nobody },
    standing: { title: list.standing, value: (row) => standingWords(text, row) },
  }
}

/** All organisations of the city, for the operator. */
export function OrganisationsPage(props: OrganisationsPageProps) {
  const text = useText()
  const { actor, rows, total, turn } = props
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
        <ListTable
          kind={organisationList}
          shown={organisationColumns(text)}
          rows={rows}
          caption={organisations.title}
        />
      )}
      <ListTurning turn={turn} />
    </Page>
  )
}
