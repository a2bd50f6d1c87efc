import { demonstrationPassword, demonstrationSecret } from "../../schema/seed/demonstration/accounts.ts"
import { openClient } from "../database-client.ts"
import { demonstrationCode } from "./demonstration-code.ts"
import type { CurrentCode } from "./inbox.ts"

export interface DemonstrationLogin {
  email: string
  name: string
  organisation: string
  /** Whether it types the code of the demonstration's authenticator besides the password. */
  secondFactor: boolean
}

/** The demonstration accounts of a database, in the order in which they were seeded; none in a real city. */
export async function demonstrationLogins(libsqlUrl: string): Promise<DemonstrationLogin[]> {
  const client = openClient({ url: libsqlUrl })
  try {
    const { rows } = await client.execute(
      `select u.email, u.name, o.name as organisation, c.totp_confirmed_at as factor from users u
       join credentials c on c.user_id = u.id
       join members m on m.user_id = u.id join organisations o on o.id = m.organisation_id
       where o.demonstration = 1 order by c.rowid`,
    )
    return rows.map((row) => ({
      email: String(row["email"]),
      name: String(row["name"]),
      organisation: String(row["organisation"]),
      secondFactor: row["factor"] !== null,
    }))
  } finally {
    client.close()
  }
}

/** The codes that the accounts of a demonstration with a second factor sign in with now. */
export async function currentCodes(libsqlUrl: string, now: Date): Promise<CurrentCode[]> {
  const logins = await demonstrationLogins(libsqlUrl)
  const code = demonstrationCode(now)
  return logins.filter((login) => login.secondFactor).map(({ name, email }) => ({ name, email, code }))
}

/** Cells on a terminal: a Chinese character takes two. */
function cells(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0)
}

/** Rows as a table with columns that line up, Chinese or not. */
export function alignedTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cells(cell))
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell + " ".repeat((widths[i] ?? 0) - cells(cell)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")
}

/** What `npm start` prints about signing in; empty when the data folder holds no demonstration. */
export function loginTable(logins: readonly DemonstrationLogin[]): string {
  if (logins.length === 0) return ""
  const rows = logins.map(({ email, name, organisation, secondFactor }) => [
    `  ${name}`,
    organisation,
    email,
    secondFactor ? "要动态码" : "",
  ])
  const factor = `“要动态码”的：现在的码在本机邮箱页；也可以把密钥 ${demonstrationSecret} 放进验证器`
  return `演示账号（密码均为 ${demonstrationPassword}）\n${alignedTable(rows)}\n  ${factor}`
}
