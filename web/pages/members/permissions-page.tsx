import type { MemberActor, OrganisationKind, Role } from "../../../worker/domain/actor.ts"
import { needsSecondFactor } from "../../../worker/domain/identity/second-factor.ts"
import { type Permission, permissions, rolesOf } from "../../../worker/domain/permissions.ts"
import type { Level } from "../../../worker/domain/place.ts"
import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

export interface PermissionsPageProps {
  actor: SignedIn & Pick<MemberActor, "role">
}

/** At which levels a role of a kind of organisation holds a permission; `all` where levels do not matter; null: not at all. */
function grantOf(
  permission: Permission,
  kind: OrganisationKind,
  role: Role,
): "all" | readonly Level[] | null {
  const grants: readonly { kind: OrganisationKind; roles: readonly Role[]; levels?: readonly Level[] }[] =
    permissions[permission].grants
  const mine = grants.filter((grant) => grant.kind === kind && grant.roles.includes(role))
  if (mine.length === 0) return null
  return mine.some(({ levels }) => levels === undefined) ? "all" : mine.flatMap(({ levels = [] }) => levels)
}

function GrantCell({ grant }: { grant: ReturnType<typeof grantOf> }) {
  const text = useText()
  const { table } = text.people
  if (grant === null) return <span class="grant grant--no">{table.no}</span>
  if (grant === "all") return <span class="grant">{table.yes}</span>
  return (
    <span class="grant">
      {table.yes}
      {text.site.aside(grant.map((level) => table.levels[level]).join(text.site.listComma))}
    </span>
  )
}

function KindTable({ actor, kind }: PermissionsPageProps & { kind: OrganisationKind }) {
  const text = useText()
  const { table, kinds } = text.people
  const roles = rolesOf[kind]
  const rows = (Object.keys(permissions) as Permission[]).filter((permission) =>
    roles.some((role) => grantOf(permission, kind, role) !== null),
  )
  const own = (role: Role) => kind === actor.organisation.kind && role === actor.role
  return (
    <section class="section stack">
      <h2>{kinds[kind]}</h2>
      <DataTable
        caption={kinds[kind]}
        captionHidden
        rows={rows}
        columns={[
          { key: "permission", title: table.permission, cell: (permission) => table.words[permission] },
          ...roles.map((role) => ({
            key: role,
            title: (
              <>
                {text.access.roles[role]}
                {own(role) && <span class="own-role">{table.own}</span>}
              </>
            ),
            className: own(role) ? "is-own" : undefined,
            cell: (permission: Permission) => <GrantCell grant={grantOf(permission, kind, role)} />,
          })),
        ]}
      />
    </section>
  )
}

/** The roles of a kind of organisation that need a second factor; in one's own with what it asks for itself. */
function neededIn(kind: OrganisationKind, { organisation }: PermissionsPageProps["actor"]): Role[] {
  const factorRoles = kind === organisation.kind ? organisation.factorRoles : []
  return rolesOf[kind].filter((role) => needsSecondFactor({ role, organisation: { kind, factorRoles } }))
}

const roleIn = (text: Text, kind: OrganisationKind, role: Role) =>
  text.access.roles[role] + text.site.aside(text.people.kinds[kind])

/** Who may do what, as the rules themselves have it. */
export function PermissionsPage({ actor }: PermissionsPageProps) {
  const text = useText()
  const { table } = text.people
  const kinds = Object.keys(rolesOf) as OrganisationKind[]
  const ownFirst = [actor.organisation.kind, ...kinds.filter((kind) => kind !== actor.organisation.kind)]
  return (
    <Page title={table.title} current="desk" actor={actor}>
      <PageHead title={table.title} lead={table.lead} />
      {ownFirst.map((kind) => (
        <KindTable actor={actor} kind={kind} />
      ))}
      <p class="hint">
        {text.factor.policy.needed(
          kinds
            .flatMap((kind) => neededIn(kind, actor).map((role) => roleIn(text, kind, role)))
            .join(text.site.listComma),
        )}
      </p>
    </Page>
  )
}
