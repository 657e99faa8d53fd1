/** Whether there's room for tables; on a phone, their contents are shown on cards. */
import { useMediaQuery } from '@mantine/hooks'
import { useSurroundings } from '../data/surroundings.ts'

export const useRoomy = (): boolean => {
  const { roomy } = useSurroundings()
  const wideWindow = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false })
  return roomy ?? wideWindow
}
