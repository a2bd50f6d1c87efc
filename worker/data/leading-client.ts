import type { Client, InStatement, ResultSet } from "@libsql/client/web"

/** A question that rides in front of the first call to the database: what it answers decides whether that one counts. */
export interface Lead {
  statement: { sql: string; args: string[] }
  /** Takes the answer; throws where nothing that was read with it may be used. */
  take(answer: ResultSet | undefined): void
}

const reads = /^\s*(select|with)\b/i
const sqlOf = (statement: unknown) =>
  typeof statement === "string" ? statement : String((statement as { sql?: unknown }).sql)

/**
 * The same client; its first call carries a lead in its own batch, so that what is asked first costs no round trip. A
 * first call that writes waits for the lead's answer instead: nothing is written before it is known.
 */
export function leadingClient(client: Client, lead: Lead): Client {
  const execute = client.execute.bind(client) as (statement: InStatement) => Promise<ResultSet>
  const batch = client.batch.bind(client)
  let led: Promise<void> | null = null

  const alone = async () => lead.take(await execute(lead.statement))
  async function withLead(statements: InStatement[]): Promise<ResultSet[]> {
    let rest: ResultSet[] = []
    led = batch([lead.statement, ...statements]).then(([head, ...others]) => {
      lead.take(head)
      rest = others
    })
    await led
    return rest
  }

  return Object.assign(client, {
    async execute(statement: InStatement): Promise<ResultSet> {
      if (led === null && reads.test(sqlOf(statement))) {
        const [own] = await withLead([statement])
        if (!own) throw new Error("the database answered less than it was asked")
        return own
      }
      led ??= alone()
      await led
      return execute(statement)
    },
    async batch(statements: InStatement[], mode?: Parameters<Client["batch"]>[1]): Promise<ResultSet[]> {
      if (led === null && statements.every((statement) => reads.test(sqlOf(statement))))
        return withLead(statements)
      led ??= alone()
      await led
      return batch(statements, mode)
    },
  })
}
