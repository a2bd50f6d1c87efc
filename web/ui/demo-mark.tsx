import { useText } from "./use-text.ts"

/** 演示数据: beside the name of every fictional estate. */
export function DemoMark() {
  const text = useText()
  return <span class="mark mark--demo">{text.site.demonstration}</span>
}
