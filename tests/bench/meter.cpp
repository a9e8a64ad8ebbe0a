// meter RUNS COMMAND ARGUMENT...: runs a command so many times, its output thrown away, and prints a line for each run: wait status, CPU time (user + system) in
// microseconds, largest resident size in kilobytes. A started process inherits the size of its starter until it executes something else, so the starter has to be small.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace {

constexpr int kCannotStart = 127;

long microseconds(const timeval& time) { return time.tv_sec * 1'000'000L + time.tv_usec; }

[[noreturn]] void execute(char** command) {
  int sink = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (sink >= 0 && dup2(sink, STDOUT_FILENO) >= 0 && dup2(sink, STDERR_FILENO) >= 0) execvp(command[0], command);
  _exit(kCannotStart);
}

bool runOnce(char** command) {
  pid_t child = fork();
  if (child == 0) execute(command);
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child) return false;
  std::printf("%d %ld %ld\n", status, microseconds(usage.ru_utime) + microseconds(usage.ru_stime), usage.ru_maxrss);
  return std::fflush(stdout) == 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fputs("usage: meter RUNS COMMAND ARGUMENT...\n", stderr);
    return 2;
  }
  int runs = std::atoi(arguments[1]);
  for (int i = 0; i < runs; ++i)
    if (!runOnce(arguments + 2)) return 1;
  return 0;
}
