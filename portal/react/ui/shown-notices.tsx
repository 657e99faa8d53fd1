/** Apart from `notices.tsx`, so that it's loaded only once there is a notice. */
import { Notifications, type notificationsStore } from '@mantine/notifications'

type Props = { readonly store: typeof notificationsStore }

export const ShownNotices = ({ store }: Props) => <Notifications position="bottom-center" store={store} />
