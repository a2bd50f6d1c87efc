import type { Text } from "../text/text.ts"

/** 演示数据: beside the name of every fictional estate. */
export function DemoMark({ text }: { text: Text }) {
  return <span class="mark mark--demo">{text.site.demonstration}</span>
}
