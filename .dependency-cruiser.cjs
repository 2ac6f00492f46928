// Who may import whom (docs/architecture.md). Type-only imports are free: they tie no behaviour.
const SHOWN = '(^components/|^app/.*/_components/)';
const DOMAIN = '^lib/(clusters|cluster-templates|stacks|quotas|certificates|cluster-access|audit|cloud-choices|driver-catalogue)/';
const ADAPTER = '^lib/(openstack|drivers|db)/';
/** What a browser may load: pure files, by name. */
const CLIENT_SAFE =
  '^lib/((errors|routes|clock|tar-archive)[.]ts$|auth/policy[.]ts$|[^/]+/(schema|status|view|manifest|values|phases|boot-steps|resource-graph|explain-failure|find-root-failure|graph-layout|accepts-image|accepts-drivers|check-labels|project-bill|filters|accepts-flavor|form-values|known-label-errors|check-driver-rules)[.]ts$)';

const runtime = { dependencyTypesNot: ['type-only'] };
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to: { ...runtime, ...to } });

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, ...runtime, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    rule('lib-knows-no-screen', 'lib never imports app or components.', { path: '^lib/' }, { path: '^(app|components)/' }),
    rule('components-only-show', 'Components take props; pages read and actions write.', { path: SHOWN, pathNot: '[.]test[.]tsx?$' }, { path: '^lib/', pathNot: CLIENT_SAFE }),
    rule('shared-components-know-no-page', 'components/ is below app/.', { path: '^components/' }, { path: '^app/', pathNot: '/actions[.]ts$' }),
    rule('kernel-stands-alone', 'Files directly under lib/ import only each other.', { path: '^lib/[^/]+[.]ts$' }, { path: '^lib/[^/]+/' }),
    rule('adapters-stand-apart', 'An adapter imports the kernel and itself.', { path: '^lib/(openstack|drivers|db)/', pathNot: '[.]test[.]ts$' }, { path: '^lib/[^/]+/', pathNot: '^lib/$1/' }),
    rule('domain-is-next-free', 'Only app/ and lib/next/ know Next.js.', { path: '^lib/', pathNot: '^lib/next/' }, { path: ['node_modules/next/', '^lib/next/'] }),
    rule('the-door-takes-operations', 'lib/next receives a domain operation as an argument.', { path: '^lib/next/' }, { path: DOMAIN }),
    rule('app-uses-the-domain', 'Pages go through a domain room, not to an adapter.', { path: '^app/' }, { path: ADAPTER, pathNot: CLIENT_SAFE }),
    rule('one-door-to-prisma', 'Only lib/db imports the generated client.', { path: '^(app|components|lib|launch|bench|e2e)/', pathNot: '^lib/db/' }, { path: ['@prisma/client', '^lib/db/generated/'] }),
    rule('e2e-is-outside', 'Browser tests speak HTTP; they borrow addresses and nothing else.', { path: '^e2e/' }, { path: '^(app|components|lib)/', pathNot: '^lib/routes[.]ts$' }),
    rule('nobody-imports-the-reconciler', 'The reconciler is an entry point.', { path: '^(app|components|lib)/', pathNot: '^lib/reconciler/' }, { path: '^lib/reconciler/' }),
    rule('launch-starts-things', 'The launcher starts processes; it takes from the product only how its environment is checked. Commands for authors of drivers work on drivers themselves, and the demo makes its templates as its users do.', { path: '^launch/', pathNot: '^launch/(render|driver|seed-demo)[.]ts$' }, { path: '^(app|components|lib)/', pathNot: '^lib/env[.]ts$' }),
    rule('product-does-not-know-its-launcher', '', { path: '^(app|components|lib)/' }, { path: '^(launch|bench|e2e|testcloud)/' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(lib/db/generated/|[.]next/)' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs'] },
  },
};
