import type { Child } from "hono/jsx"

/** Names and what stands for each, one below the other. */
export function FactList({ facts }: { facts: readonly [name: string, value: Child][] }) {
  return (
    <dl class="judging-facts">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
