# A formula for Homebrew on Linux, which unpacks the tar.gz of a release. There is no release yet: the two constants are placeholders, and RELEASING.md
# says when to fill them. Their form is checked by PackageTextsTest, and nothing was installed with it.
class Tokentwin < Formula
  RELEASES = "https://RELEASES.invalid".freeze
  SHA256 = "0000000000000000000000000000000000000000000000000000000000000000".freeze

  desc "Digital twin of a hardware signing token, behind a PKCS#11 library"
  homepage "https://example.org/tokentwin"
  version "1.0.0-SNAPSHOT"
  url "#{RELEASES}/tokentwin-#{version}-linux-x86_64.tar.gz"
  sha256 SHA256
  license "Apache-2.0"

  depends_on arch: :x86_64
  depends_on :linux

  def install
    libexec.install Dir["*"]
    bin.install_symlink libexec/"tokentwin"
    man1.install Dir[libexec/"share/*.1"]
    bash_completion.install libexec/"share/tokentwin.bash" => "tokentwin"
    zsh_completion.install libexec/"share/tokentwin.zsh" => "_tokentwin"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/tokentwin --version")
    ENV["TOKENTWIN_HOME"] = testpath.to_s
    system bin/"tokentwin", "emulator", "create", "tried", "--test-key"
    assert_match "tried", shell_output("#{bin}/tokentwin emulator list")
  end
end
