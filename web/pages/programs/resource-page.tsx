import { paths } from "../../paths.ts"
import { Coded } from "../../ui/coded.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import type { ApiDocument, ApiOperation, ApiParameter, ApiSchema } from "./api-document.ts"
import { OperationName, operationsOf, type PlacedOperation } from "./reference-page.tsx"
import { exampleOf, referenced, schemaId, schemaRows, schemasOf, TypeWords } from "./schema-words.tsx"

interface Shown {
  document: ApiDocument
}

function parametersOf(document: ApiDocument, { parameters = [] }: ApiOperation): ApiParameter[] {
  return parameters.flatMap((one) => {
    const found = "$ref" in one ? document.components.parameters[referenced(one.$ref)] : one
    return found ? [found] : []
  })
}

const bodyOf = ({ requestBody }: ApiOperation) => requestBody?.content["application/json"]?.schema

/** Media types of a body or an answer that is a file, not JSON. */
const fileTypes = (content: Record<string, unknown> = {}) =>
  Object.keys(content).filter((type) => type !== "application/json")

/** What an operation answers when it succeeds, each way in which it can. */
function answersOf({ responses }: ApiOperation) {
  return Object.entries(responses)
    .filter(([name]) => name.startsWith("2"))
    .map(([status, { content = {} }]) => ({
      status,
      schema: content["application/json"]?.schema,
      types: fileTypes(content),
    }))
}

function MediaTypes({ types }: { types: readonly string[] }) {
  const text = useText()
  return types.map((type, at) => (
    <>
      {at > 0 && text.programs.reference.words.or}
      <code>{type}</code>
    </>
  ))
}

function Parameters({ document, operation }: Shown & { operation: ApiOperation }) {
  const text = useText()
  const { words } = text.programs.reference
  const rows = parametersOf(document, operation)
  if (rows.length === 0) return null
  return (
    <>
      <h3>{words.parameters}</h3>
      <DataTable
        caption={words.parameters}
        captionHidden
        cards
        rows={rows}
        columns={[
          { key: "name", title: words.name, cell: (row) => <code>{row.name}</code> },
          { key: "place", title: words.place, cell: (row) => words.places[row.in] ?? row.in },
          { key: "type", title: words.type, cell: (row) => <TypeWords schema={row.schema} /> },
          { key: "required", title: words.required, cell: (row) => (row.required ? words.yes : words.no) },
          { key: "meaning", title: words.meaning, cell: (row) => <Coded words={row.description ?? ""} /> },
        ]}
      />
    </>
  )
}

function Fields({ schema, caption }: { schema: ApiSchema; caption: string }) {
  const text = useText()
  const { words } = text.programs.reference
  const rows = schemaRows(schema)
  if (rows.length === 0)
    return (
      <p>
        <TypeWords schema={schema} />
      </p>
    )
  return (
    <DataTable
      caption={caption}
      captionHidden
      cards
      rows={rows}
      columns={[
        { key: "name", title: words.name, cell: (row) => <code>{row.name}</code> },
        { key: "type", title: words.type, cell: (row) => <TypeWords schema={row.schema} /> },
        { key: "required", title: words.required, cell: (row) => (row.required ? words.yes : words.no) },
        {
          key: "meaning",
          title: words.meaning,
          cell: (row) => <Coded words={row.schema.description ?? ""} />,
        },
      ]}
    />
  )
}

function curl(
  { document, site }: Shown & { site: string },
  { method, path, operation }: PlacedOperation,
): string {
  const values = new Map(
    parametersOf(document, operation).map((one) => [one.name, String(exampleOf(document, one.schema))]),
  )
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? name)
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}${site}${address}`]
  if ((operation.security ?? []).length > 0) lines.push(`-H "Authorization: Bearer $SHIGE_KEY"`)
  if (values.has("idempotency-key")) lines.push(`-H "Idempotency-Key: $(uuidgen)"`)
  if (values.has("if-match")) lines.push(`-H 'If-Match: "…"'`)
  const body = bodyOf(operation)
  if (body) {
    lines.push(`-H "Content-Type: application/json"`)
    lines.push(`-d '${JSON.stringify(exampleOf(document, body))}'`)
  }
  const [type] = fileTypes(operation.requestBody?.content)
  if (type) lines.push(`-H "Content-Type: ${type}"`, "--data-binary @file")
  return lines.join(" \\\n  ")
}

function Problems({ operation }: { operation: ApiOperation }) {
  const text = useText()
  const { words } = text.programs.reference
  return (
    <details class="fold">
      <summary>
        <span class="fold__title">{words.problems}</span>
      </summary>
      <ul class="fold__body code-list">
        {(operation["x-problems"] ?? []).map((code) => (
          <li>
            <a href={paths.problem(code)}>
              <code>{code}</code>
            </a>{" "}
            {text.programs.problems[code].title}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What a key needs: every scope of a list; of several lists one will do. */
function Scopes({ operation }: { operation: ApiOperation }) {
  const text = useText()
  const { words } = text.programs.reference
  const ways = operation.security ?? []
  const said = ways.length === 0 ? words.noKey : ways[0]?.key.length === 0 ? words.anyKey : null
  return (
    <p>
      {words.scope}
      {text.site.colon}
      {said ??
        ways.map(({ key }, at) => (
          <>
            {at > 0 && words.or}
            {key.map((scope) => (
              <code class="scope">{scope}</code>
            ))}
          </>
        ))}
    </p>
  )
}

function Operation(props: Shown & { site: string; placed: PlacedOperation }) {
  const text = useText()
  const { document, placed } = props
  const { words } = text.programs.reference
  const { method, path, operation } = placed
  const body = bodyOf(operation)
  const sent = fileTypes(operation.requestBody?.content)
  return (
    <section class="operation stack" id={operation.operationId}>
      <h2>{operation.summary}</h2>
      <OperationName method={method} path={path} />
      <p>
        <Coded words={operation.description ?? ""} />
      </p>
      <Scopes operation={operation} />
      <Parameters document={document} operation={operation} />
      {body && (
        <p>
          {words.body}
          {text.site.colon}
          <TypeWords schema={body} />
        </p>
      )}
      {sent.length > 0 && (
        <p>
          {words.body}
          {text.site.colon}
          <MediaTypes types={sent} />
        </p>
      )}
      {answersOf(operation).map(({ status, schema, types }) => (
        <p>
          {words.answer} {status}
          {text.site.colon}
          {schema ? <TypeWords schema={schema} /> : <MediaTypes types={types} />}
        </p>
      ))}
      <pre class="example" tabindex={0}>
        <code>{curl(props, placed)}</code>
      </pre>
      <Problems operation={operation} />
    </section>
  )
}

function Resources({ tag }: { tag: string }) {
  const text = useText()
  const { tags, resources } = text.programs.reference
  return (
    <nav aria-label={resources}>
      <ul class="picker">
        {Object.entries(tags).map(([name, [title]]) => (
          <li>
            <a
              class="picker__link"
              href={paths.reference(name)}
              aria-current={name === tag ? "page" : undefined}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Everything about one resource: its operations, and the schemas that they speak of. */
export function ResourcePage(props: Shown & { tag: string; site: string }) {
  const text = useText()
  const { document, tag } = props
  const words = text.programs.reference
  const [title = tag, about] = words.tags[tag] ?? []
  const operations = operationsOf(document, tag)
  const used = operations.flatMap(({ operation }) =>
    [bodyOf(operation), ...answersOf(operation).map(({ schema }) => schema)].flatMap(
      (schema) => schema ?? [],
    ),
  )
  const inParameters = operations.flatMap(({ operation }) =>
    parametersOf(document, operation).map(({ schema }) => schema),
  )
  return (
    <Page title={`${title} · ${words.title}`} description={about ?? text.descriptions.of(words.title, title)}>
      <PageHead
        steps={[{ label: words.title, href: paths.reference() }, { label: title }]}
        title={title}
        lead={about}
      >
        <Resources tag={tag} />
      </PageHead>
      {operations.map((placed) => (
        <Operation {...props} placed={placed} />
      ))}
      <section class="section" aria-labelledby="schemas">
        <h2 id="schemas">{words.words.schemas}</h2>
        {schemasOf(document, [...used, ...inParameters]).map((name) => {
          const schema = document.components.schemas[name] ?? {}
          return (
            <section class="schema stack stack--tight" id={schemaId(name)}>
              <h3>{name}</h3>
              {schema.description && (
                <p>
                  <Coded words={schema.description} />
                </p>
              )}
              <Fields schema={schema} caption={name} />
            </section>
          )
        })}
      </section>
    </Page>
  )
}
