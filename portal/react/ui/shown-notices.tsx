/** Apart from `notices.tsx`, so that it's loaded only once there is a notice. */
import { Notifications } from '@mantine/notifications'

export const ShownNotices = () => <Notifications position="bottom-center" />
