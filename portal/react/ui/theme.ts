/** The pages' look: one type scale, one spacing scale, one set of colors with AA contrast in both schemes. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const accent: MantineColorsTuple = [
  '#eef2ff',
  '#dbe3ff',
  '#b8c7ff',
  '#8fa8ff',
  '#6c8bfa',
  '#4d70f0',
  '#3459df',
  '#2449c8',
  '#1d3ca5',
  '#172f82',
]

/** Blue-black, like the join page: text first, the page's background at 7. */
const dark: MantineColorsTuple = [
  '#e4e7ec',
  '#c3c9d3',
  '#aab2bf',
  '#7d8694',
  '#3a414d',
  '#2c323c',
  '#1f242c',
  '#14171c',
  '#0f1216',
  '#0a0c0f',
]

const gray: MantineColorsTuple = [
  '#f8f9fb',
  '#f3f4f6',
  '#e7e9ee',
  '#dcdfe6',
  '#c9ced8',
  '#a3abb9',
  '#7b8494',
  '#57606f',
  '#323a47',
  '#1c222c',
]

/** A window's header isn't the page's banner. */
const notBanner = { header: { role: 'presentation' } }

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  respectReducedMotion: true,
  colors: { accent, dark, gray },
  black: '#1c222c',
  defaultRadius: 'md',
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.25rem', xl: '2rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.375rem', lineHeight: '1.3' },
      h3: { fontSize: '1.125rem', lineHeight: '1.35' },
      h4: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        attributes: notBanner,
        styles: {
          title: { fontWeight: 650, fontSize: '1.125rem' },
          content: { border: '1px solid var(--usher-window-line)' },
        },
      },
    },
    Drawer: { defaultProps: { attributes: notBanner, styles: { title: { fontWeight: 650 } } } },
    // Within the page's landmarks, and without the focus placeholder, which isn't a menu item.
    Menu: {
      defaultProps: { position: 'bottom-end', withinPortal: false, withInitialFocusPlaceholder: false },
    },
    SegmentedControl: { defaultProps: { transitionDuration: 0 } },
    Button: { styles: { label: { fontWeight: 550 } } },
    Badge: { styles: { label: { textTransform: 'none', fontWeight: 500, letterSpacing: 0 } } },
  },
})

const redButton = { '--mantine-color-red-filled': '#c92a2a', '--mantine-color-red-filled-hover': '#b02525' }

/**
 * Fixes what Mantine leaves below WCAG 2.2 AA (4.5:1 for text), and disabled controls, which keep their shape in dark
 * mode.
 */
export const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#57606f',
    '--mantine-color-placeholder': '#6b7482',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-teal-light-color': '#065f46',
    '--mantine-color-orange-light-color': '#9a3412',
    '--mantine-color-red-light-color': '#9b1c1c',
    '--mantine-color-default-border': '#dcdfe6',
    '--usher-line': '#e7e9ee',
    '--usher-raised': '#ffffff',
    '--usher-ground': '#f8f9fb',
    '--usher-danger-line': '#f0c4c0',
    '--usher-window-line': 'transparent',
    '--usher-dot-active': '#12805c',
    '--usher-dot-invited': '#3459df',
    '--usher-dot-suspended': '#c2570c',
    '--usher-avatar-light': '90%',
    '--usher-avatar-ink': '28%',
    ...redButton,
  },
  dark: {
    '--mantine-color-dimmed': '#aab2bf',
    '--mantine-color-placeholder': '#959dab',
    '--mantine-color-error': '#ff9aa7',
    '--mantine-color-anchor': '#8fa8ff',
    '--mantine-color-accent-light':
      'color-mix(in srgb, var(--mantine-color-accent-filled) 26%, var(--mantine-color-body))',
    '--mantine-color-gray-light': '#2c323c',
    '--mantine-color-gray-light-color': '#c3c9d3',
    '--mantine-color-red-light': '#3a191d',
    '--mantine-color-red-light-color': '#ffb1b6',
    '--mantine-color-orange-light': '#38220f',
    '--mantine-color-orange-light-color': '#ffc48a',
    '--mantine-color-disabled': '#2c323c',
    '--mantine-color-disabled-color': '#8d96a4',
    '--mantine-color-disabled-border': '#3a414d',
    '--usher-line': '#2c323c',
    '--usher-raised': '#1a1e25',
    '--usher-ground': '#14171c',
    '--usher-danger-line': '#6b2f35',
    '--usher-window-line': '#2c323c',
    '--usher-dot-active': '#3ecf9a',
    '--usher-dot-invited': '#8fa8ff',
    '--usher-dot-suspended': '#ffa94d',
    '--usher-avatar-light': '34%',
    '--usher-avatar-ink': '86%',
    ...redButton,
  },
})
