// Hides vector instructions from a program, so that it computes as on a processor without them. Its environment has
// LD_PRELOAD=PATH_OF_THIS and HIDDEN_FEATURES, a list of amx, vnni and avx512. From then on, Linux turns the program's
// instruction CPUID into a fault (arch_prctl(2), ARCH_CPUID), and the handler below gives the answer. All else runs at its usual speed.

#define _GNU_SOURCE
#include <cpuid.h>
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define ARCH_CPUID 0x1012
#define EXTENDED_FEATURES 7
#define BIT(n) (1u << (n))

typedef int (*sigaction_function)(int, const struct sigaction *, struct sigaction *);

struct registers { unsigned eax, ebx, ecx, edx; };

// What is left out of leaf 7, by subleaf; the bits are those of Intel's Software Developer's Manual, volume 2, CPUID.
static struct registers hidden[2];
static struct sigaction handler_of_program;

static void let_cpuid_fault(int faults)
{
    syscall(SYS_arch_prctl, ARCH_CPUID, !faults);
}

static int real_sigaction(int signal, const struct sigaction *next, struct sigaction *previous)
{
    static sigaction_function function;
    if (!function) function = (sigaction_function)dlsym(RTLD_NEXT, "sigaction");
    return function(signal, next, previous);
}

static void answer(greg_t *registers)
{
    unsigned leaf = registers[REG_RAX], subleaf = registers[REG_RCX];
    struct registers found;
    let_cpuid_fault(0);
    __cpuid_count(leaf, subleaf, found.eax, found.ebx, found.ecx, found.edx);
    let_cpuid_fault(1);
    if (leaf == EXTENDED_FEATURES && subleaf < 2) {
        found.eax &= ~hidden[subleaf].eax;
        found.ebx &= ~hidden[subleaf].ebx;
        found.ecx &= ~hidden[subleaf].ecx;
        found.edx &= ~hidden[subleaf].edx;
    }
    registers[REG_RAX] = found.eax;
    registers[REG_RBX] = found.ebx;
    registers[REG_RCX] = found.ecx;
    registers[REG_RDX] = found.edx;
}

static void on_fault(int signal, siginfo_t *fault, void *context)
{
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    const unsigned char *instruction = (const unsigned char *)registers[REG_RIP];
    // Faults at an address, as of null references, have another code; their instruction may not even be readable.
    if (fault->si_code == SI_KERNEL && instruction[0] == 0x0F && instruction[1] == 0xA2) {
        answer(registers);
        registers[REG_RIP] += 2;
    } else if (handler_of_program.sa_flags & SA_SIGINFO) {
        handler_of_program.sa_sigaction(signal, fault, context);
    } else {
        // Without a handler of the program, the fault comes again and ends it.
        real_sigaction(signal, &handler_of_program, 0);
    }
}

static void install(int flags)
{
    struct sigaction ours = { .sa_sigaction = on_fault, .sa_flags = flags | SA_SIGINFO };
    real_sigaction(SIGSEGV, &ours, 0);
}

// In place of the C library's: the program's handler comes after ours.
int sigaction(int signal, const struct sigaction *next, struct sigaction *previous)
{
    if (signal != SIGSEGV) return real_sigaction(signal, next, previous);
    struct sigaction before = handler_of_program;
    if (next) {
        handler_of_program = *next;
        install(next->sa_flags);
    }
    if (previous) *previous = before;
    return 0;
}

__attribute__((constructor)) static void begin(void)
{
    const char *list = getenv("HIDDEN_FEATURES");
    if (!list || !*list) return;
    if (strstr(list, "amx")) hidden[0].edx |= BIT(22) | BIT(24) | BIT(25);
    if (strstr(list, "vnni")) {
        hidden[0].ecx |= BIT(11);
        hidden[1].eax |= BIT(4);
        hidden[1].edx |= BIT(4);
    }
    if (strstr(list, "avx512")) {
        hidden[0].ebx |= BIT(16) | BIT(17) | BIT(21) | BIT(28) | BIT(30) | BIT(31);
        hidden[0].ecx |= BIT(1) | BIT(6) | BIT(12) | BIT(14);
        hidden[0].edx |= BIT(8) | BIT(23);
        hidden[1].eax |= BIT(5);
    }
    install(0);
    let_cpuid_fault(1);
}
